using System.Net;
using Azure;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Serverless.Connectors.Documents;
using Serverless.Connectors.Tests.Storage;

namespace Serverless.Connectors.Tests.Documents;

/// <summary>Version-level immutability, which the emulator does not have: those calls are answered as the service's
/// reference says, everything else goes to the emulator.</summary>
[Collection("containers")]
public sealed class ArchiveProtectionTests
{
    private static readonly DateOnly Day = new(2036, 12, 31);

    [AzuriteTheory]
    [InlineData(ArchiveProtection.Locked, "Locked")]
    [InlineData(ArchiveProtection.Unlocked, "Unlocked")]
    public async Task A_document_is_held_to_the_end_of_its_day_and_only_ever_longer(ArchiveProtection protection, string mode)
    {
        var service = new ImmutableAccount();
        var store = await OpenAsync(service, protection);
        var sha = (await store.PutAsync("held", new MemoryStream([1, 2, 3]), 10, CancellationToken.None)).Sha256;

        foreach (var until in new[] { Day, Day.AddYears(-1), Day, Day.AddDays(1) })
            await store.ArchiveAsync("held", sha, "class-" + mode.ToLowerInvariant(), until, CancellationToken.None);

        Assert.Equal(
            [("Thu, 01 Jan 2037 00:00:00 GMT", mode), ("Fri, 02 Jan 2037 00:00:00 GMT", mode)], service.Asked);
        Assert.Equal(Day.AddDays(1), await store.RetainedUntilAsync(
            "held", sha, "class-" + mode.ToLowerInvariant(), CancellationToken.None));
    }

    [AzuriteFact]
    public async Task A_refusal_is_not_taken_for_success()
    {
        var service = new ImmutableAccount { Refuses = true };
        var store = await OpenAsync(service, ArchiveProtection.Locked);
        var sha = (await store.PutAsync("held", new MemoryStream([4]), 10, CancellationToken.None)).Sha256;

        var refused = await Assert.ThrowsAsync<RequestFailedException>(
            () => store.ArchiveAsync("held", sha, "refused", Day, CancellationToken.None));
        Assert.Equal(409, refused.Status);
    }

    private static async Task<BlobDocumentStore> OpenAsync(ImmutableAccount service, ArchiveProtection protection)
    {
        var options = new BlobClientOptions { Transport = new HttpClientTransport(new HttpClient(service)) };
        var store = new BlobDocumentStore(new BlobServiceClient(Azurite.Running.ConnectionString, options), protection);
        await store.CreateAsync(CancellationToken.None);
        return store;
    }

    private sealed class ImmutableAccount() : DelegatingHandler(new HttpClientHandler())
    {
        private const string Until = "x-ms-immutability-policy-until-date";
        private const string Mode = "x-ms-immutability-policy-mode";

        public List<(string Until, string Mode)> Asked { get; } = [];

        public bool Refuses { get; init; }

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.Query.Contains("comp=immutabilityPolicies", StringComparison.Ordinal))
            {
                if (Refuses)
                {
                    var refusal = new HttpResponseMessage(HttpStatusCode.Conflict);
                    refusal.Headers.Add("x-ms-error-code", "FeatureNotEnabled");
                    return refusal;
                }

                Asked.Add((request.Headers.GetValues(Until).Single(), request.Headers.GetValues(Mode).Single()));
                var done = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent([]) };
                AddPolicy(done);
                return done;
            }

            var answer = await base.SendAsync(request, cancellationToken);
            if (request.Method == HttpMethod.Head && Asked.Count > 0) AddPolicy(answer);
            return answer;
        }

        private void AddPolicy(HttpResponseMessage answer)
        {
            answer.Headers.Add(Until, Asked[^1].Until);
            answer.Headers.Add(Mode, Asked[^1].Mode);
        }
    }
}
