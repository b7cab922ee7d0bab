namespace SentinelEvents.Worker.Events;

/// <summary>Globs over names: <c>*</c> is any text, <c>?</c> one character, everything else is itself; upper and lower case differ, as they do for Sentinel.</summary>
public static class Glob
{
    /// <summary>Whether any of the globs matches; an empty list matches everything.</summary>
    public static bool IsMatchAny(IReadOnlyList<string> globs, ReadOnlySpan<char> name)
    {
        if (globs.Count == 0)
        {
            return true;
        }

        for (var i = 0; i < globs.Count; i++)
        {
            if (IsMatch(globs[i], name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the glob matches the whole name. Takes at most glob length times name length steps, whatever the glob.</summary>
    public static bool IsMatch(ReadOnlySpan<char> glob, ReadOnlySpan<char> name)
    {
        var (g, n) = (0, 0);
        var (afterStar, resumeAt) = (-1, 0);
        while (n < name.Length)
        {
            if (g < glob.Length && glob[g] == '*')
            {
                afterStar = ++g;
                resumeAt = n;
            }
            else if (g < glob.Length && (glob[g] == '?' || glob[g] == name[n]))
            {
                g++;
                n++;
            }
            else if (afterStar >= 0)
            {
                // Only the last star ever needs to give way, which is what keeps this from exploding.
                g = afterStar;
                n = ++resumeAt;
            }
            else
            {
                return false;
            }
        }

        while (g < glob.Length && glob[g] == '*')
        {
            g++;
        }

        return g == glob.Length;
    }
}
