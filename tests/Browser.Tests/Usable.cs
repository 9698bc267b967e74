using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Serverless.Browser.Tests;

/// <summary>Whether everybody can use a page, as far as axe can tell. Asks for violations alone, in the page itself: to list
/// all that is right as well, through a second page, takes several times as long.</summary>
internal static class Usable
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <param name="what">Which page it is, for the message.</param>
    /// <param name="onlyColors">In the dark only the colours are others.</param>
    public static async Task AssertAsync(IPage page, string what, bool onlyColors = false)
    {
        await page.WaitForLoadStateAsync();
        await page.EvaluateAsync(Axe);
        var found = await page.EvaluateAsync<JsonElement>(
            "async rules => (await axe.run(document, { resultTypes: ['violations'], iframes: false, ...(rules && { runOnly: rules }) }))",
            onlyColors ? new[] { "color-contrast" } : null);
        Assert.NotEqual(0, found.GetProperty("passes").GetArrayLength());
        Assert.True(found.GetProperty("violations").GetArrayLength() == 0, $"{what}: " + string.Join("; ", found.GetProperty("violations").EnumerateArray()
            .Select(one => $"{one.GetProperty("id")}: {one.GetProperty("help")} at "
                + string.Join(", ", one.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("html"))))));
    }
}
