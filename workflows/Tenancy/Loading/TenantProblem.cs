using System.Text.Json.Serialization;

namespace Serverless.Workflows.Tenancy.Loading;

/// <summary>Something wrong in a tenant file.</summary>
/// <param name="Path">JSON path, for example <c>$.settings.people[2].mail</c>.</param>
/// <param name="Line">From 1; 0 where the file as a whole is meant.</param>
/// <param name="Column">From 1, in characters; 0 where the file as a whole is meant.</param>
/// <param name="Text">What is wrong, German.</param>
/// <param name="Remedy">What would be right, German.</param>
public sealed record TenantProblem(
    string Path,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Line,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Column,
    string Text, string Remedy)
{
    public override string ToString() =>
        Line == 0 ? $"{Path}: {Text} {Remedy}" : $"Zeile {Line}, Spalte {Column}, {Path}: {Text} {Remedy}";
}

/// <summary>What became of reading a tenant file: the tenant, or every problem found.</summary>
public sealed record TenantLoad(Tenant? Tenant, IReadOnlyList<TenantProblem> Problems);
