using Serverless.Workflows.Routing.Functions;
using Serverless.Workflows.Routing.Phrases;

namespace Serverless.Workflows.Routing;

/// <summary>What can go wrong while a function is computed.</summary>
public enum FunctionFault
{
    /// <summary>A field or a list has no value.</summary>
    Missing,

    /// <summary>A field holds something that is none of its type.</summary>
    Unreadable,

    DivisionByZero,

    /// <summary>A number, text or date beyond what can be held.</summary>
    OutOfRange,

    /// <summary>More steps than one function may take.</summary>
    TooMuchWork,
}

/// <summary>Why a function has no value for an item, or a field none that can be compared.</summary>
/// <param name="Text">For a person, German, without a full stop.</param>
/// <param name="Position">Where in the expression, from 1; <see cref="NoPosition"/> where a condition asks for the field
/// itself.</param>
public sealed record FunctionError(FunctionFault Fault, string Text, int Position)
{
    /// <summary>There is no expression.</summary>
    public const int NoPosition = 0;

    /// <summary>That a field holds something that is none of its type.</summary>
    internal static FunctionError Of(RuleField field, in Scalar value, int position) => new(
        FunctionFault.Unreadable,
        FunctionPhrases.FieldWrong.Of(field.Label, field.Name, BuiltIns.Cut(value.Show(field.Type)), FieldTypes.Name(field.Type)),
        position);
}
