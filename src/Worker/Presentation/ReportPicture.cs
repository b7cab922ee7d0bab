namespace SentinelEvents.Worker.Presentation;

/// <summary>A picture of a report.</summary>
/// <param name="ContentId">Names it inside the mail that carries it; the same in every report.</param>
/// <param name="FileName">What a mail program saves it as.</param>
/// <param name="Alt">What it shows, for those who do not see it.</param>
/// <param name="Png">The picture.</param>
internal sealed record ReportPicture(string ContentId, string FileName, string Alt, ReadOnlyMemory<byte> Png);
