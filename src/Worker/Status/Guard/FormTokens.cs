using System.Runtime.ExceptionServices;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace SentinelEvents.Worker.Status.Guard;

/// <summary>The tokens of forms: a browser sends its cookies and its password with whatever any site makes it send, but only a page of this service knows the token.</summary>
internal sealed class FormTokens(IAntiforgery forms, AccessKey key)
{
    /// <summary>The field of a form, and the header of a script, that hold the token.</summary>
    public const string Field = "formToken";

    /// <inheritdoc cref="Field"/>
    public const string Header = "X-Form-Token";

    /// <summary>The token for a page that is about to be answered, together with its cookie; null where nothing can be changed since there is no key.</summary>
    public string? Issue(HttpContext context) => key.IsConfigured ? forms.GetAndStoreTokens(context).RequestToken : null;

    /// <summary>Whether a request holds the token of a page that was answered to the same browser.</summary>
    public async Task<bool> IsHeldByAsync(HttpContext context)
    {
        try
        {
            return await forms.IsRequestValidAsync(context);
        }
        catch (AntiforgeryValidationException failure)
        {
            // What is no form holds no token; what the server refuses to read, for its size or its pace, is answered as such.
            if (failure.InnerException is BadHttpRequestException refused)
            {
                ExceptionDispatchInfo.Throw(refused);
            }

            return false;
        }
    }
}
