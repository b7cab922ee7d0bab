using System.Globalization;
using System.Text;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Simulation;

namespace SentinelEvents.Unit.Scenarios.Recordings;

/// <summary>A recording as a person checks it: what was done, which switches the sentinels announced, and the events that came of it.</summary>
internal static class RecordingText
{
    public static string Of(RecordingFile recording)
    {
        var names = recording.Header.Sentinels.ToDictionary(entry => entry.Value.Id, entry => entry.Key, StringComparer.Ordinal);
        var rendering = new Rendering(recording.Header.StartedAt, id => names.GetValueOrDefault(id, id));
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"# {recording.Header.Description}\n");
        foreach (var (line, _, result) in RecordingReplay.Run(recording))
        {
            var said = line switch
            {
                { Action: { } action } => string.Create(CultureInfo.InvariantCulture, $"# {line.T:0.000} {action}\n"),
                { Observation: MessageHeard { Message: SwitchMessage message } heard } =>
                    string.Create(CultureInfo.InvariantCulture, $"{line.T:0.000} {names[heard.Sentinel.Id]}: +switch-master {message.Name} {message.Old} {message.New}\n"),
                _ => "",
            };
            text.Append(said);
            foreach (var decided in rendering.Lines(result.Decisions))
            {
                text.Append(decided).Append('\n');
            }
        }

        return text.ToString();
    }
}
