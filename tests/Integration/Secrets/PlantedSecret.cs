using System.Security.Cryptography;
using System.Text;

namespace SentinelEvents.Integration.Secrets;

/// <summary>A secret that nobody guesses and that nothing else resembles.</summary>
/// <param name="Core">Letters and digits, which stay as they are in URLs, JSON, HTML, SQL and configuration files.</param>
/// <param name="Where">Which key holds it, and how that was given.</param>
internal sealed record PlantedSecret(string Core, string Where)
{
    /// <summary>As base64 it is a signing secret of the least length, and it is as long as an integration key.</summary>
    private const int Length = 32;

    private const int MarkLength = 12;

    private const int BytesOfAGroup = 3;

    private const int SignsOfAGroup = 4;

    private const string Signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>What all of them begin with: where it is in no form, there is none.</summary>
    private static readonly string Mark = RandomNumberGenerator.GetString(Signs, MarkLength);

    /// <summary>The forms of what all secrets begin with.</summary>
    public static IReadOnlyList<string> MarkForms { get; } = [.. FormsOf(Mark)];

    public static PlantedSecret At(string where) => new(Mark + RandomNumberGenerator.GetString(Signs, Length - MarkLength), where);

    /// <summary>A password that has to be escaped nearly everywhere.</summary>
    public string Password => Core + "/+&=<\"'%é";

    /// <summary>What to look for: itself, base64 of any text that it stands in, hexadecimal, UTF-16. Upper and lower case are alike to whoever looks.</summary>
    public IEnumerable<string> Forms() => FormsOf(Core);

    private static IEnumerable<string> FormsOf(string sought)
    {
        yield return sought;
        var text = Encoding.ASCII.GetBytes(sought);
        for (var before = 0; before < BytesOfAGroup; before++)
        {
            // The first and the last group hold bits of what stands beside it.
            var base64 = Convert.ToBase64String([.. new byte[before], .. text])[(before == 0 ? 0 : SignsOfAGroup)..^SignsOfAGroup];
            yield return base64;
            yield return base64.Replace('+', '-').Replace('/', '_');
        }

        yield return Convert.ToHexString(text);
        yield return string.Join('\0', sought.ToCharArray());
    }
}
