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

/// <summary>Why a function has no value for an item.</summary>
/// <param name="Text">For a person, German, without a full stop.</param>
/// <param name="Position">Where in the expression, from 1.</param>
public sealed record FunctionError(FunctionFault Fault, string Text, int Position);
