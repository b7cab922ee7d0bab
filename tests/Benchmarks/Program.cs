using BenchmarkDotNet.Running;
using SentinelEvents.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(Measurement).Assembly).Run(args, new Measurement());
