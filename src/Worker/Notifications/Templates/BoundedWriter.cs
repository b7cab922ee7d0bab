namespace SentinelEvents.Worker.Notifications.Templates;

/// <summary>Takes as much text as a message may have.</summary>
internal sealed class BoundedWriter : StringWriter
{
    // Mail programs show a tenth of it.
    private const int Longest = 1024 * 1024;

    public BoundedWriter()
        : base(System.Globalization.CultureInfo.InvariantCulture)
    {
    }

    public override void Write(char value)
    {
        Allow(1);
        base.Write(value);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        Allow(count);
        base.Write(buffer, index, count);
    }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        Allow(buffer.Length);
        base.Write(buffer);
    }

    public override void Write(string? value)
    {
        Allow(value?.Length ?? 0);
        base.Write(value);
    }

    private void Allow(int more)
    {
        if (GetStringBuilder().Length > Longest - more)
        {
            throw new TemplateTooLargeException(FormattableString.Invariant($"it makes more than {Longest} characters"));
        }
    }
}
