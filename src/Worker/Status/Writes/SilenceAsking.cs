using SentinelEvents.Worker.Delivery.Holding;

namespace SentinelEvents.Worker.Status.Writes;

/// <summary>Asks for a silence, whether a program sent it or a form.</summary>
internal static class SilenceAsking
{
    /// <param name="register">Who is asked.</param>
    /// <param name="body">As it was sent.</param>
    /// <param name="errors">Takes what is wrong with it, by its fields.</param>
    /// <param name="from">Who asks.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Null where something is wrong with it.</returns>
    public static async Task<SilenceAddition?> AskAsync(ISilenceRegister register, SilenceBody body, FieldErrors errors, string from, CancellationToken cancellation)
    {
        var wanted = SilenceReader.Read(body, errors);
        if (errors.Any)
        {
            return null;
        }

        var addition = await register.AddAsync(wanted, from, cancellation);
        if (addition is not SilenceAddition.Mistaken mistaken)
        {
            return addition;
        }

        foreach (var (key, cure) in mistaken.Mistakes)
        {
            errors.Add(FieldErrors.Field(key), cure);
        }

        return null;
    }
}
