namespace Serverless.Workflows.Routing.Functions;

internal enum TokenKind { Number, Text, Date, Name, Word, Symbol, End }

/// <summary>A piece of an expression. <paramref name="Text"/> is without quotes and brackets.</summary>
/// <param name="Position">From 1.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Position)
{
    public override string ToString() => Kind == TokenKind.End ? "das Ende" : $"„{Text}“";
}
