using System.Globalization;
using System.Text;

namespace SentinelEvents.Lab;

/// <summary>A reply of the Redis protocol (RESP2).</summary>
public abstract record RespReply
{
    private RespReply()
    {
    }

    /// <summary>The reply as text; null for a null reply. Arrays join their elements with a space.</summary>
    public abstract string? Text { get; }

    /// <summary>The elements of an array; nothing for any other reply.</summary>
    public virtual IReadOnlyList<RespReply> Items => [];

    /// <summary>An array that alternates names and values, as SENTINEL MASTER answers.</summary>
    public IReadOnlyDictionary<string, string> Fields()
    {
        Dictionary<string, string> fields = [];
        for (var i = 0; i + 1 < Items.Count; i += 2)
        {
            fields[Items[i].Text ?? ""] = Items[i + 1].Text ?? "";
        }

        return fields;
    }

    public sealed override string ToString() => Text ?? "(null)";

    public sealed record Simple(string Value) : RespReply
    {
        public override string Text => Value;
    }

    public sealed record Error(string Message) : RespReply
    {
        public override string Text => Message;
    }

    public sealed record Integer(long Value) : RespReply
    {
        public override string Text => Value.ToString(CultureInfo.InvariantCulture);
    }

    public sealed record Bulk(ReadOnlyMemory<byte>? Bytes) : RespReply
    {
        public override string? Text => Bytes is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null;
    }

    public sealed record Array(IReadOnlyList<RespReply>? Elements) : RespReply
    {
        public override string? Text => Elements is null ? null : string.Join(' ', Elements.Select(element => element.ToString()));

        public override IReadOnlyList<RespReply> Items => Elements ?? [];
    }
}
