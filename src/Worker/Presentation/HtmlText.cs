using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace SentinelEvents.Worker.Presentation;

/// <summary>HTML being written: what the code says is markup, and every value put into it is encoded.</summary>
internal sealed class HtmlText
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder _text = new();

    public HtmlText Add([InterpolatedStringHandlerArgument("")] ref Values values)
    {
        _text.Append('\n');
        return this;
    }

    /// <summary>What was written, as a part of other HTML.</summary>
    public Trusted Trust() => new(_text.ToString().TrimEnd('\n'));

    public override string ToString() => _text.ToString();

    /// <summary>One piece of markup with values in it.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Values(int literalLength, int formattedCount, HtmlText html)
    {
        private readonly StringBuilder _text = html._text;

        public void AppendLiteral(string markup) => _text.Append(markup);

        public void AppendFormatted(string value) => _text.Append(Encoder.Encode(value));

        public void AppendFormatted(Trusted value) => _text.Append(value.Markup);

        public override string ToString() => $"{literalLength} + {formattedCount}";
    }
}
