using System.Globalization;
using System.Text;

namespace SentinelEvents.Worker.Status.Writes;

/// <summary>What is wrong, by the field as the sender wrote it, such as <c>match.masters[0]</c>.</summary>
internal sealed class FieldErrors
{
    private readonly SortedDictionary<string, List<string>> _found = new(StringComparer.Ordinal);

    public bool Any => _found.Count > 0;

    public IReadOnlyDictionary<string, string[]> All => _found.ToDictionary(entry => entry.Key, entry => entry.Value.ToArray(), StringComparer.Ordinal);

    public void Add(string field, string cure)
    {
        if (!_found.TryGetValue(field, out var cures))
        {
            _found.Add(field, cures = []);
        }

        cures.Add(cure);
    }

    /// <summary>A key of the configuration, such as <c>Match:Masters:0</c>, as a field.</summary>
    public static string Field(string key)
    {
        var field = new StringBuilder();
        foreach (var part in key.Split(':'))
        {
            if (int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                field.Append('[').Append(part).Append(']');
            }
            else
            {
                field.Append(field.Length == 0 ? "" : ".").Append(char.ToLowerInvariant(part[0])).Append(part, 1, part.Length - 1);
            }
        }

        return field.ToString();
    }
}
