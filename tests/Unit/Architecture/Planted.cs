// Violations on purpose, in the namespaces of rooms: they show that the test of the table can fail.
#pragma warning disable IDE0130 // The namespace is the point.

namespace SentinelEvents.Worker.Agreement.Planted
{
    internal static class AsksTheJournal
    {
        public static string Reach(SentinelEvents.Worker.Journal.JournalOptions options) => options.ConnectionString;
    }
}

namespace SentinelEvents.Worker.Delivery.Planted
{
    internal static class SpeaksMassTransit
    {
        public static bool Reach(object bus) => bus is MassTransit.IBus;
    }
}
