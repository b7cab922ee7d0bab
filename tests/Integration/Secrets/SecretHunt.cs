using System.Buffers;
using System.Text;

namespace SentinelEvents.Integration.Secrets;

/// <summary>Looks for secrets in whatever it is shown.</summary>
internal sealed class SecretHunt(IReadOnlyList<PlantedSecret> planted)
{
    private readonly List<(PlantedSecret Secret, string Form)> forms = [.. planted.SelectMany(secret => secret.Forms().Select(form => (secret, form)))];
    private readonly SearchValues<string> marks = SearchValues.Create([.. PlantedSecret.MarkForms], StringComparison.OrdinalIgnoreCase);
    private readonly Lock gate = new();
    private readonly List<string> leaks = [];
    private readonly List<string> surfaces = [];

    /// <summary>What was found where, with what stands around it.</summary>
    public IReadOnlyList<string> Leaks => leaks;

    /// <summary>What was shown.</summary>
    public IReadOnlyList<string> Surfaces => surfaces;

    public long Characters { get; private set; }

    public void Look(string surface, byte[] content) => Look(surface, Encoding.Latin1.GetString(content));

    public void Look(string surface, string content)
    {
        lock (gate)
        {
            surfaces.Add(surface);
            Characters += content.Length;
        }

        if (content.AsSpan().IndexOfAny(marks) < 0)
        {
            return;
        }

        foreach (var (secret, form) in forms)
        {
            var at = content.IndexOf(form, StringComparison.OrdinalIgnoreCase);
            if (at >= 0)
            {
                var around = content[Math.Max(0, at - 100)..Math.Min(content.Length, at + form.Length + 20)];
                lock (gate)
                {
                    leaks.Add($"{surface} shows {secret.Where}: {string.Concat(around.Select(one => char.IsControl(one) ? ' ' : one))}");
                }
            }
        }
    }
}
