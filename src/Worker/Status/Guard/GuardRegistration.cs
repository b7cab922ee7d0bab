using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SentinelEvents.Worker.Status.Guard;

/// <summary>Puts the guard before the endpoints.</summary>
internal static class GuardRegistration
{
    public static IServiceCollection AddGuard(this IServiceCollection services, HttpOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(new AccessKey(options.ApiKey));
        services.AddSingleton<FailedAttempts>();
        services.AddSingleton<FormTokens>();
        services.AddSingleton<Gate>();
        services.AddSingleton<PlainAnswers>();
        services.AddSingleton<ConnectionPlaces>();
        services.AddOptions<KestrelServerOptions>().Configure<ConnectionPlaces>(ServerLimits.Set);
        services.AddAntiforgery(forms =>
        {
            forms.FormFieldName = FormTokens.Field;
            forms.HeaderName = FormTokens.Header;
            forms.Cookie.Name = "sentinel-events-form";
            forms.Cookie.SameSite = SameSiteMode.Strict;
            forms.Cookie.HttpOnly = true;
            forms.Cookie.Path = "/";
            forms.SuppressXFrameOptionsHeader = true; // The policy says it for all.
        });

        // A form lives shorter than the service: its keys need no place on a disk, nor the service that looks for one.
        services.Replace(ServiceDescriptor.Singleton<IDataProtectionProvider, EphemeralDataProtectionProvider>());
        foreach (var keeper in services.Where(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Namespace?.StartsWith("Microsoft.AspNetCore.DataProtection", StringComparison.Ordinal) == true).ToList())
        {
            services.Remove(keeper);
        }

        return services;
    }

    /// <summary>Call before anything is mapped.</summary>
    public static void UseGuard(this WebApplication app)
    {
        app.Use(SecurityHeaders.InvokeAsync);
        app.Use(app.Services.GetRequiredService<PlainAnswers>().InvokeAsync);
        app.Use(app.Services.GetRequiredService<Gate>().InvokeAsync);
    }
}
