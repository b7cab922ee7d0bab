using System.Globalization;
namespace SentinelEvents.Worker.Agreement.Rules;

/// <summary>Opens incidents; one is open for a master at a time.</summary>
internal static class IncidentBook
{
    /// <summary>The open incident, or a new one; one that recovered a short while ago goes on.</summary>
    public static Incident OpenOrCurrent(Turn turn, ref MasterState master, DateTimeOffset since, bool announced)
    {
        if (master.Record.Incident is { } current)
        {
            return current;
        }

        Incident incident;
        if (master.Record.LastRecovered is { } closed && closed.Address.SameAs(master.Record.Agreed!.Address) && turn.Now - closed.ClosedAt <= Patience.Reopening)
        {
            incident = new Incident { Id = closed.Id, Ordinal = closed.Ordinal, OpenedAt = since, Announced = announced || closed.Announced, Flaps = closed.Flaps + 1 };
        }
        else
        {
            var ordinal = master.Record.IncidentOrdinal + 1;
            incident = new Incident { Id = turn.IdOf(Keys.Incident(master, ordinal)), Ordinal = ordinal, OpenedAt = since, Announced = announced };
            master = master with { Record = master.Record with { IncidentOrdinal = ordinal } };
        }

        master = master with { Record = master.Record with { Incident = incident, LastRecovered = null } };
        return incident;
    }

    public static MasterState With(this MasterState master, Incident? incident) => master with { Record = master.Record with { Incident = incident } };

    /// <summary>Part of an event's key: which incident, and which time it went down within it.</summary>
    public static string Key(MasterState master, Incident incident) => incident.Flaps == 0
        ? Keys.Incident(master, incident.Ordinal)
        : string.Create(CultureInfo.InvariantCulture, $"{Keys.Incident(master, incident.Ordinal)}.{incident.Flaps}");
}
