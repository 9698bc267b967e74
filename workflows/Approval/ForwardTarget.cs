using System.Globalization;

namespace Serverless.Workflows.Approval;

/// <summary>Whom or where a decision names: <c>person:ID</c> or the id alone, <c>role:ID</c> for whoever holds that role
/// at the item's property, <c>station:N</c> for a former station by its sequence, <c>next</c> for the next one.</summary>
public abstract record ForwardTarget
{
    private const string PersonPrefix = "person:";
    private const string RolePrefix = "role:";
    private const string StationPrefix = "station:";

    private ForwardTarget()
    {
    }

    /// <summary>A person by id.</summary>
    public sealed record Person(string Id) : ForwardTarget
    {
        /// <inheritdoc/>
        public override string ToString() => Id;
    }

    /// <summary>Whoever holds the role at the item's property.</summary>
    public sealed record RoleHolder(string Role) : ForwardTarget
    {
        /// <inheritdoc/>
        public override string ToString() => RolePrefix + Role;
    }

    /// <summary>A former station.</summary>
    public sealed record Station(int Sequence) : ForwardTarget
    {
        /// <inheritdoc/>
        public override string ToString() => StationPrefix + Sequence.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The next station of the route, which is what an approval does.</summary>
    public sealed record Next : ForwardTarget
    {
        /// <inheritdoc/>
        public override string ToString() => "next";
    }

    /// <summary>Reads what was written; null where nothing was, or a station without a number.</summary>
    public static ForwardTarget? Read(string? text)
    {
        var to = text?.Trim();
        if (string.IsNullOrEmpty(to)) return null;
        if (to == "next") return new Next();
        if (After(to, RolePrefix) is { } role) return new RoleHolder(role);
        if (After(to, StationPrefix) is { } number)
        {
            return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
                ? new Station(sequence)
                : null;
        }

        return new Person(After(to, PersonPrefix) ?? to);
    }

    /// <summary>As it is stored with the decision and read again.</summary>
    public abstract override string ToString();

    private static string? After(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..].Trim() : null;
}
