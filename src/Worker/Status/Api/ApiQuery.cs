using System.Globalization;
using Microsoft.AspNetCore.Http;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Status.Views;

namespace SentinelEvents.Worker.Status.Api;

/// <summary>Reads a query and collects what is wrong with it. What the endpoint does not take is wrong, too: it would be ignored in silence else.</summary>
internal sealed class ApiQuery
{
    /// <summary>More of them teach nothing, and their list would be many times as long as the question.</summary>
    public const int MostMistakes = 20;

    private readonly IQueryCollection query;
    private readonly List<ApiMistake> mistakes = [];

    public ApiQuery(HttpContext context)
    {
        query = context.Request.Query;
        string[] known = [.. (context.GetEndpoint()?.Metadata.GetMetadata<ApiParameterList>()?.Parameters ?? []).Select(parameter => parameter.Name)];
        foreach (var (name, values) in query)
        {
            if (mistakes.Count == MostMistakes)
            {
                break;
            }

            if (!known.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                mistakes.Add(new(Shown(name), $"There is no such parameter. {NearestName.Cure(name, known, "There are")}", known));
            }
            else if (values.Count > 1)
            {
                mistakes.Add(new(name, "Give it once.", []));
            }
        }
    }

    /// <summary>Null while nothing is wrong.</summary>
    public IResult? Problem => mistakes.Count == 0 ? null : ApiProblems.BadQuery(mistakes);

    /// <returns>Null where it is not given.</returns>
    public string? Text(ApiParameter parameter) => query[parameter.Name] is [{ Length: > 0 } given] ? given : null;

    /// <returns>Null where it is not given, or wrong.</returns>
    public TChoice? Choice<TChoice>(ApiParameter parameter)
        where TChoice : struct, Enum
    {
        if (Text(parameter) is not { } given)
        {
            return null;
        }

        if (parameter.Allowed.FirstOrDefault(name => name.Equals(given, StringComparison.OrdinalIgnoreCase)) is { } name)
        {
            return Enum.Parse<TChoice>(name);
        }

        mistakes.Add(new(parameter.Name, NearestName.Cure(given, [.. parameter.Allowed], "Give one of"), parameter.Allowed));
        return null;
    }

    public int Number(ApiParameter parameter)
    {
        var (lowest, highest, usual) = parameter.Range!.Value;
        if (Text(parameter) is not { } given)
        {
            return usual;
        }

        if (int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= lowest && number <= highest)
        {
            return number;
        }

        mistakes.Add(new(parameter.Name, FormattableString.Invariant($"Give a number from {lowest} to {highest}."), []));
        return usual;
    }

    /// <param name="parameter">The parameter.</param>
    /// <param name="lists">The lists whose cursors are of use.</param>
    public Cursor? After(ApiParameter parameter, params ReadOnlySpan<string> lists)
    {
        if (Text(parameter) is not { } given)
        {
            return null;
        }

        if (Cursor.Read(given) is { } cursor && lists.Contains(cursor.List))
        {
            return cursor;
        }

        mistakes.Add(new(parameter.Name, "Give the next of an earlier answer to the same question, as it was, or leave it out.", []));
        return null;
    }

    /// <param name="parameter">The parameter, which a mistake names.</param>
    /// <param name="given">What was given, in the query or elsewhere.</param>
    public long? Sequence(string parameter, string? given)
    {
        if (string.IsNullOrEmpty(given))
        {
            return null;
        }

        if (long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            return sequence;
        }

        mistakes.Add(new(parameter, "Give the id of an event of the stream: a sequence number, 0 or more.", []));
        return null;
    }

    public void Refuse(string parameter, string detail) => mistakes.Add(new(parameter, detail, []));

    private static string Shown(string name) => name.Length > 64 ? name[..64] : name;
}
