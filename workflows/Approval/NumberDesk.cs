using System.Globalization;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Posting;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Approval;

/// <summary>Draws voucher numbers for items of mail routes.</summary>
public sealed class NumberDesk(
    ItemJournal journal, TenantFiles tenants, ProcessStore processes, NumberRanges numbers, IDecisionDesk decisions,
    TimeProvider time) : INumberDesk
{
    /// <inheritdoc/>
    public async Task<NumberOffer?> OfferAsync(string tenant, Item item, string person, CancellationToken cancellation)
    {
        if (item.Cover.Number is not null || tenants.Find(tenant) is not { } of) return null;
        if (await RouteAsync(item, cancellation) is not { Voucher: not null } route) return null;
        if (!(await decisions.OfferAsync(tenant, item, person, cancellation)).IsAsked) return null;
        return Offer(of.Settings, route, item);
    }

    /// <inheritdoc/>
    public async Task<NumberOutcome> DrawAsync(
        string tenant, string id, string person, NumberRequest request, CancellationToken cancellation)
    {
        var range = request.Range;
        var item = await journal.GetAsync(tenant, id, cancellation);
        if (item is null || tenants.Find(tenant) is not { } of) return Refused(DecisionResult.NotFound, AnswerPhrases.NoItem.Of());
        var asked = await decisions.OfferAsync(tenant, item, person, cancellation);
        if (!asked.IsAsked)
            return Refused(DecisionResult.NotAllowed, AnswerPhrases.NumberNotYours.Of());
        if (await RouteAsync(item, cancellation) is not { Voucher: { } voucher } route)
            return Refused(DecisionResult.Incomplete, AnswerPhrases.NoNumbers.Of());
        if (item.Cover.Number is not null) return Drawn(item, voucher, range);
        if (Offer(of.Settings, route, item) is not { } offer)
        {
            return Refused(DecisionResult.Incomplete, item.Client is null
                ? AnswerPhrases.ClientFirst.Of()
                : AnswerPhrases.NoRange.Of());
        }

        if (range is null && offer.Asks)
            return Refused(DecisionResult.Invalid, AnswerPhrases.ChooseRange.Of(Named(offer)), offer);

        // Where another draws at this moment, or was interrupted, their range is settled: this one is told their number.
        var settled = of.Settings.NumberRange(item.Cover.NumberRange) is not null;
        if (range is not null && !settled && offer.Ranges.All(one => one.Id != range))
            return Refused(DecisionResult.Invalid, AnswerPhrases.RangeNotOffered.Of(Named(offer)), offer);
        var drawer = new Drawer(person, asked.For, request.Via, request.Address);
        return await DrawAsync(of, item, drawer, voucher, range, offer.Proposed, cancellation);
    }

    /// <summary>The range is written to the item before the number is drawn: of two who draw at once from different ranges
    /// the second is told the number of the first, and none is wasted.</summary>
    private async Task<NumberOutcome> DrawAsync(
        Tenant tenant, Item item, Drawer drawer, VoucherNumber voucher, string? asked, string proposed,
        CancellationToken cancellation)
    {
        var wanted = asked ?? proposed;
        var (chosen, over) = (wanted, false);
        await journal.ChangeAsync(tenant.Id, item.Id, current =>
        {
            if (over = IsOver(item, current)) return null;
            if (current.Cover.NumberRange is { } before && tenant.Settings.NumberRange(before) is not null)
            {
                chosen = before;
                return null;
            }

            chosen = wanted;
            return new ItemChange(
                current with { Cover = current.Cover with { NumberRange = wanted } }, drawer.Person, "numberRange",
                drawer.Details(current, ("range", wanted)));
        }, cancellation);

        if (over) return Refused(DecisionResult.NotAllowed, AnswerPhrases.NumberNotYours.Of());
        var today = tenant.Settings.DateAt(time.GetUtcNow());
        var drawn = await numbers.DrawAsync(
            tenant.Id, tenant.Settings.NumberRange(chosen)!, item.Id, today, cancellation);
        await journal.ChangeAsync(tenant.Id, item.Id, current =>
        {
            over = false;
            if (current.Cover.Number is not null) return null;
            over = IsOver(item, current);
            return over ? null : Numbered(current, drawn, voucher, drawer);
        }, cancellation);
        if (over)
            return Refused(DecisionResult.NotAllowed, AnswerPhrases.NumberStays.Of(drawn.Text));
        return asked is null || asked == drawn.Range ? Outcome(drawn.Text, drawn.Range, voucher) : Other(drawn.Text);
    }

    /// <summary>Whether the visit that the person had is over by now.</summary>
    private static bool IsOver(Item seen, Item now) =>
        now.Visit != seen.Visit
        || (now.VisitState != seen.VisitState && now.VisitState is not (VisitState.Opened or VisitState.Notified));

    // Whoever has the page open sees at their next step what has become of it.
    private ItemChange Numbered(Item current, DrawnNumber drawn, VoucherNumber voucher, Drawer drawer)
    {
        var revision = current.Revision + 1;
        var properties = new Dictionary<string, string>(current.Cover.Properties) { [voucher.Property] = drawn.Text };
        return new ItemChange(
            current with
            {
                Cover = current.Cover with { Number = drawn.Text, Properties = properties },
                ContentRevision = revision,
            },
            drawer.Person, "numbered", drawer.Details(current, ("number", drawn.Text), ("range", drawn.Range)))
        {
            Rows = [EditRows.Insert(revision, new Edit(
                drawer.Person, time.GetUtcNow(), [new FieldChange(voucher.Property, null, drawn.Text)]))],
        };
    }

    private static NumberOffer? Offer(Settings settings, Route route, Item item)
    {
        var voucher = route.Voucher!;
        if (settings.NumberRange(item.Cover.NumberRange ?? route.NumberRange) is { } settled)
            return new NumberOffer(voucher.Property, [(settled.Id, settled.Name)], settled.Id, Asks: false);
        var fitting = settings.NumberRanges.Where(range => range.Client == item.Client && range.IsFor(voucher)).ToList();
        if (fitting.Count == 0) return null;
        var ofSource = settings.NumberRangeOfSource(item.Origin.Source, item.Client);
        return new NumberOffer(
            voucher.Property, [.. fitting.Select(range => (range.Id, range.Name))],
            fitting.Find(range => range == ofSource)?.Id ?? fitting[0].Id, Asks: fitting.Count > 1);
    }

    private static NumberOutcome Drawn(Item item, VoucherNumber voucher, string? range) =>
        range is null || range == item.Cover.NumberRange
            ? Outcome(item.Cover.Number!, item.Cover.NumberRange!, voucher)
            : Other(item.Cover.Number!);

    private static NumberOutcome Other(string number) =>
        Refused(DecisionResult.AlreadyDecided, AnswerPhrases.NumberThere.Of(number));

    private static NumberOutcome Outcome(string number, string range, VoucherNumber voucher) => new(
        DecisionResult.Accepted, AnswerPhrases.NumberDrawn.Of(number), number, range, voucher.Property);

    private static NumberOutcome Refused(DecisionResult result, string message, NumberOffer? offer = null) =>
        new(result, message) { Possible = offer is null ? [] : [.. offer.Ranges.Select(range => range.Id)] };

    private static string Named(NumberOffer offer) =>
        string.Join(", ", offer.Ranges.Select(range => $"{range.Id} ({range.Name})"));

    private async Task<Route?> RouteAsync(Item item, CancellationToken cancellation) => item.Route is { } pinned
        ? (await processes.FindAsync(item.Tenant, pinned.Version, cancellation))?.Route(pinned.Name)
        : null;

    /// <summary>Who draws, for whom, and from where: the log says it of every number.</summary>
    private sealed record Drawer(string Person, string? For, string? Via, string? Address)
    {
        public Dictionary<string, string> Details(Item item, params (string Name, string Value)[] what)
        {
            var details = what.ToDictionary(one => one.Name, one => one.Value);
            details["visit"] = item.Visit.ToString(CultureInfo.InvariantCulture);
            if (item.Station is { } station) details["station"] = station.Name;
            if (For is not null) details["for"] = For;
            if (Via is not null) details["via"] = Via;
            if (Address is not null) details["address"] = Address;
            return details;
        }
    }
}
