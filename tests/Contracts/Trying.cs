using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Serverless.Tests;

/// <summary>Tries a property with many cases, the same ones each time, so that what fails fails again. With
/// <c>PROPERTY_SEED=new</c> they are other ones; a failure names the number that brings them back.</summary>
public static class Trying
{
    private const ulong Usual = 20_261_121;

    /// <summary>Throws where a case does not hold.</summary>
    /// <param name="property">The property.</param>
    /// <param name="times">How many cases.</param>
    public static void Hold(this Property property, int times = 100)
    {
        var seed = Environment.GetEnvironmentVariable("PROPERTY_SEED") switch
        {
            null or "" => Usual,
            "new" => (ulong)Random.Shared.NextInt64(),
            { } given => ulong.Parse(given, CultureInfo.InvariantCulture),
        };
        property.Check(Config.QuickThrowOnFailure
            .WithMaxTest(times)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(seed), FSharpOption<int>.None)))
            .WithName($"PROPERTY_SEED={seed.ToString(CultureInfo.InvariantCulture)}"));
    }
}
