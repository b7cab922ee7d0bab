namespace SentinelEvents.Worker.Status.Pages;

/// <summary>What a page shows. The framework wants parameters of components to be public; what is shown is not, and each page knows its own kind.</summary>
public abstract record PageContent;
