namespace Serverless.Workflows.Routing.Functions;

/// <summary>A function of the language with parameters of fixed types.</summary>
/// <param name="Parameters">Their types; the last <paramref name="Optional"/> may be left out.</param>
/// <param name="Compute">Gets values, never errors.</param>
/// <param name="Signature">As it is written, with what it gives, German.</param>
internal sealed record BuiltIn(
    string Name, FieldType Result, FieldType[] Parameters, int Optional, string Signature,
    Func<FunctionRun, Scalar[], int, Scalar> Compute);
