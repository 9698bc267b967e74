using System.ComponentModel;

namespace Serverless.Workflows.Routing.Functions;

/// <summary>A computation that an administrator writes (Skalarfunktion); rules ask for it as <c>fn.NAME</c>.</summary>
public sealed record ScalarFunction
{
    [Description("Name aus Buchstaben und Ziffern; Regeln und andere Funktionen schreiben „fn.NAME“.")]
    public required string Name { get; init; }

    [Description("Was die Funktion berechnet, für Menschen.")]
    public string Description { get; init; } = string.Empty;

    [Description("Typ des Ergebnisses: „text“, „number“, „money“, „date“ oder „yesNo“.")]
    public required FieldType Type { get; init; }

    [Description("Der Ausdruck, zum Beispiel „round(grossTotal * 0.02, 2)“.")]
    public required string Expression { get; init; }
}

/// <summary>What is wrong with an expression.</summary>
/// <param name="Position">Of the character, from 1.</param>
/// <param name="Text">What is wrong, German.</param>
/// <param name="Remedy">What would be right, German.</param>
public sealed record ExpressionProblem(int Position, string Text, string Remedy);
