using System.Buffers;
using System.Globalization;
using System.Text;

namespace SentinelEvents.Lab;

/// <summary>Writes replies of the Redis protocol (RESP2).</summary>
internal static class RespText
{
    internal static void Simple(this IBufferWriter<byte> to, string text) => to.Line('+', text);

    internal static void Error(this IBufferWriter<byte> to, string text) => to.Line('-', text);

    internal static void Integer(this IBufferWriter<byte> to, long number) => to.Line(':', number.ToString(CultureInfo.InvariantCulture));

    internal static void Array(this IBufferWriter<byte> to, int count) => to.Line('*', count.ToString(CultureInfo.InvariantCulture));

    internal static void NullArray(this IBufferWriter<byte> to) => to.Line('*', "-1");

    internal static void Bulk(this IBufferWriter<byte> to, string text)
    {
        to.Line('$', Encoding.UTF8.GetByteCount(text).ToString(CultureInfo.InvariantCulture));
        Encoding.UTF8.GetBytes(text, to);
        to.Write("\r\n"u8);
    }

    internal static void Bulks(this IBufferWriter<byte> to, params IReadOnlyList<string> texts)
    {
        to.Array(texts.Count);
        foreach (var text in texts)
        {
            to.Bulk(text);
        }
    }

    private static void Line(this IBufferWriter<byte> to, char kind, string text)
    {
        to.Write([(byte)kind]);
        Encoding.UTF8.GetBytes(text, to);
        to.Write("\r\n"u8);
    }
}
