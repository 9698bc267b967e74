using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Serverless.Workflows.Tenancy.Master;

/// <summary>A person is away and somebody else decides for them (Vertretung).</summary>
/// <param name="Person">Who is away.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day, included.</param>
/// <param name="Substitute">Who decides instead.</param>
public sealed record Absence(string Person, DateOnly From, DateOnly Until, string Substitute)
{
    /// <summary>Given when it was entered or changed by a person; null for one that came from a file.</summary>
    public string? Id { get; init; }

    /// <summary>Grows with each change by a person; 0 as it came from a file.</summary>
    public int Revision { get; init; }

    /// <summary>What it is called by: its id, else one that follows from person and days.</summary>
    [JsonIgnore]
    public string Key => Id ?? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"{Person}|{From:yyyy-MM-dd}|{Until:yyyy-MM-dd}"))))[..32];

    /// <summary>Whether the person is away on that day.</summary>
    public bool Covers(DateOnly day) => From <= day && day <= Until;
}
