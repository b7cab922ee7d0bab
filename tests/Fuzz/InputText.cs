using System.Globalization;
using System.Text;

namespace SentinelEvents.Fuzz;

/// <summary>An input in one line for a person.</summary>
internal static class InputText
{
    private const int Longest = 600;

    public static string Of(ReadOnlySpan<byte> input)
    {
        var text = new StringBuilder();
        foreach (var one in input[..Math.Min(input.Length, Longest)])
        {
            text.Append(one switch
            {
                (byte)'\n' => "\\n",
                (byte)'\\' => "\\\\",
                >= 0x20 and < 0x7F => ((char)one).ToString(),
                _ => string.Create(CultureInfo.InvariantCulture, $"\\x{one:x2}"),
            });
        }

        return input.Length > Longest ? string.Create(CultureInfo.InvariantCulture, $"{text}... ({input.Length} bytes)") : text.ToString();
    }
}
