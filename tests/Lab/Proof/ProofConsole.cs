namespace SentinelEvents.Lab;

/// <summary>What both proofs write.</summary>
internal static class ProofConsole
{
    /// <summary>Prints the verdict, writes it as Markdown where asked, and keeps or removes the logs.</summary>
    public static async Task ConcludeAsync(
        Verdict verdict, IReadOnlyList<(string Name, string Value)> facts, FileInfo? markdown, string logs, Func<ValueTask> forget)
    {
        Console.WriteLine();
        VerdictTable.Print(Console.Out, verdict, facts);
        if (markdown is not null)
        {
            await File.WriteAllLinesAsync(markdown.FullName, VerdictTable.Markdown(verdict, facts)).ConfigureAwait(false);
        }

        if (verdict.IsGood)
        {
            await forget().ConfigureAwait(false);
        }
        else
        {
            Console.WriteLine($"The logs are kept: {logs}");
        }
    }
}
