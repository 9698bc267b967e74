namespace Serverless.Workflows.Extraction.Pdf;

/// <summary>Counts what reading one PDF costs and stops it at the limits or when it is cancelled.</summary>
internal sealed class PdfBudget(PdfLimits limits, CancellationToken cancellation)
{
    private long _decoded;
    private long _searched;
    private int _values;

    public PdfLimits Limits { get; } = limits;

    public void Value()
    {
        if (++_values > Limits.Values) throw PdfException.TooLarge("it has more than " + Limits.Values + " values");
        if ((_values & 0xFFF) == 0) cancellation.ThrowIfCancellationRequested();
    }

    public void Decoded(int bytes)
    {
        cancellation.ThrowIfCancellationRequested();
        _decoded += bytes;
        if (_decoded > Limits.DecodedBytes)
            throw PdfException.TooLarge("its streams unpack to more than " + Limits.DecodedBytes + " bytes");
    }

    public void Searched(int bytes)
    {
        cancellation.ThrowIfCancellationRequested();
        _searched += bytes;
        if (_searched > Limits.SearchedBytes) throw PdfException.TooLarge("its streams have no ends");
    }

    public void Depth(int depth)
    {
        if (depth > Limits.Depth) throw PdfException.TooLarge("it is nested deeper than " + Limits.Depth + " levels");
    }
}
