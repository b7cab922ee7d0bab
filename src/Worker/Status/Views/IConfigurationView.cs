namespace SentinelEvents.Worker.Status.Views;

/// <summary>What is told of the configuration; given by whoever takes over its changes.</summary>
public interface IConfigurationView
{
    /// <summary>As of now.</summary>
    ConfigurationState State { get; }
}
