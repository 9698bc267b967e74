using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serverless.Web.Absences;
using Serverless.Web.Access;
using Serverless.Web.Bulk;
using Serverless.Web.Checks;
using Serverless.Web.Datev;
using Serverless.Web.Decisions;
using Serverless.Web.Intake;
using Serverless.Web.Items;
using Serverless.Web.Links;
using Serverless.Web.OpenApi;
using Serverless.Web.Pages;
using Serverless.Web.Problems;
using Serverless.Web.Routes;
using Serverless.Web.SignIn;
using Serverless.Web.Simulations;

namespace Serverless.Web;

/// <summary>
/// Pages, JSON API and signed links as one request delegate that needs nothing of its host: its own services, its own
/// routing, its files embedded.
/// </summary>
public static class WebApp
{
    /// <summary>Builds it. The delegate answers every path; a host mounts it as its fallback.</summary>
    public static RequestDelegate Create(WebServices services, WebOptions? options = null) =>
        Build(services, options ?? new WebOptions()).Run;

    internal static (RequestDelegate Run, EndpointDataSource Endpoints) Build(WebServices services, WebOptions options)
    {
        var provider = Compose(services, options);
        var app = new ApplicationBuilder(provider);
        var log = services.Logging.CreateLogger("Serverless.Web");
        var gate = provider.GetRequiredService<ApiGate>();
        var people = provider.GetRequiredService<SessionGate>();
        EndpointDataSource? endpoints = null;

        app.Use((http, next) =>
        {
            SecurityHeaders.Write(http);
            return ProblemGate.RunAsync(http, () => next(http), log);
        });
        app.UseRouting();
        app.Use((http, next) => gate.RunAsync(http, () => next(http)));
        app.Use((http, next) => people.RunAsync(http, () => next(http)));
        app.UseEndpoints(routes =>
        {
            IngestEndpoints.Map(routes);
            ItemEndpoints.Map(routes);
            EditEndpoints.Map(routes);
            NumberEndpoints.Map(routes);
            Corrections.CorrectionEndpoints.Map(routes);
            DecisionEndpoints.Map(routes);
            BulkEndpoints.Map(routes);
            AbsenceEndpoints.Map(routes);
            RestartEndpoints.Map(routes);
            DatevEndpoints.Map(routes);
            CheckEndpoints.Map(routes);
            SimulationEndpoints.Map(routes);
            LinkEndpoints.Map(routes);
            SignInEndpoints.Map(routes);
            PageEndpoints.Map(routes);
            AbsencePages.Map(routes);
            RouteEndpoints.Map(routes);
            SimulationPages.Map(routes);
            AssetEndpoints.Map(routes);
            HealthEndpoints.Map(routes);
            OpenApiEndpoints.Map(routes);
            endpoints = new CompositeEndpointDataSource(routes.DataSources);
        });

        var inner = app.Build();
        return (http => RunAsync(http, inner, provider), endpoints!);
    }

    private static ServiceProvider Compose(WebServices services, WebOptions options)
    {
        var collection = new ServiceCollection();
        collection.AddSingleton(services).AddSingleton(options).AddSingleton(services.Clock);
        collection.AddSingleton(services.Logging).AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        collection.AddSingleton<System.Diagnostics.DiagnosticListener>(_ => new("Serverless.Web"));
        collection.AddSingleton<Sessions>().AddSingleton<PersonTokens>().AddSingleton<ApiGate>().AddSingleton<FormTokens>();
        collection.AddSingleton<SignInBook>().AddSingleton<SignInMails>().AddSingleton<PageRenderer>();
        collection.AddSingleton<SessionGate>().AddSingleton<ItemDesk>().AddSingleton<LinkPages>().AddSingleton<BulkPages>().AddSingleton<ListPages>();
        collection.AddSingleton<AbsencePages>();
        collection.AddRouting();
        collection.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        collection.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
            json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        });
        return collection.BuildServiceProvider();
    }

    // The host may have routed the request to us already and has services of its own; both are put aside and back.
    private static async Task RunAsync(HttpContext http, RequestDelegate inner, ServiceProvider provider)
    {
        var (outerServices, outerEndpoint, outerRoute) = (http.RequestServices, http.GetEndpoint(), http.Features.Get<IRouteValuesFeature>());
        await using var scope = provider.CreateAsyncScope();
        http.RequestServices = scope.ServiceProvider;
        http.SetEndpoint(null);
        http.Features.Set<IRouteValuesFeature>(null);
        try
        {
            await inner(http);
        }
        finally
        {
            http.RequestServices = outerServices;
            http.SetEndpoint(outerEndpoint);
            http.Features.Set(outerRoute);
        }
    }
}
