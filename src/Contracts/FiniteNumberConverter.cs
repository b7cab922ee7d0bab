using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>Reads no number beyond the range of a double (such as <c>1e400</c>): it would become infinity, which JSON cannot say again (RFC 8259, section 6).</summary>
internal sealed class FiniteNumberConverter : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var number = double.NaN;
        if (reader.TokenType == JsonTokenType.Number)
        {
            number = reader.GetDouble();
        }
        else if (reader.TokenType == JsonTokenType.String
            && double.TryParse(reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var quoted))
        {
            number = quoted;
        }

        return double.IsFinite(number) ? number : throw new JsonException("The value is no number of the range of a double.");
    }

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
