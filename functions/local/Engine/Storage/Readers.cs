using System.Collections.Concurrent;

namespace Serverless.Local.Engine.Storage;

/// <summary>Readers to borrow. They never wait for the writer nor for each other.</summary>
internal sealed class Readers(string file) : IDisposable
{
    private const int Kept = 8;
    private readonly ConcurrentQueue<Reader> _free = new();

    public T Read<T>(Func<Reader, T> read)
    {
        if (!_free.TryDequeue(out var reader)) reader = new Reader(file);
        try
        {
            return read(reader);
        }
        catch
        {
            reader.Dispose();
            reader = null;
            throw;
        }
        finally
        {
            if (reader is not null && _free.Count < Kept) _free.Enqueue(reader);
            else reader?.Dispose();
        }
    }

    public void Dispose()
    {
        while (_free.TryDequeue(out var reader)) reader.Dispose();
    }
}
