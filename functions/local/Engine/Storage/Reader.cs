using System.Text.Json;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Durable.Execution;

namespace Serverless.Local.Engine.Storage;

/// <summary>Reads what is committed. One reader is used by one thread at a time; see <see cref="Readers"/>.</summary>
internal sealed class Reader : IDisposable
{
    private const string Columns =
        "id,name,orchestration,status,generation,created,updated,due,busy,head,parent,custom,result";

    private readonly Connection _connection;
    private readonly Statement _byName;
    private readonly Statement _step;
    private readonly Statement _messages;
    private readonly Statement _page;
    private readonly Statement _due;
    private readonly Statement _nextDue;
    private readonly Statement _unfinished;
    private readonly Statement _work;
    private readonly Statement _hasWork;

    public Reader(string file)
    {
        _connection = new Connection(file, readOnly: true);
        _connection.Execute("PRAGMA cache_size=-2000");
        _byName = _connection.Prepare($"SELECT {Columns} FROM instances WHERE name=?1");
        _step = _connection.Prepare("SELECT prev,events FROM steps WHERE id=?1");
        _messages = _connection.Prepare("SELECT id,instance,fresh,body FROM messages WHERE instance=?1 ORDER BY id");
        _page = _connection.Prepare(
            $"SELECT {Columns} FROM instances WHERE name>?1 AND name>=?2 AND name<?3 ORDER BY name LIMIT ?4");
        _due = _connection.Prepare("SELECT name FROM instances WHERE due<=?1 ORDER BY due LIMIT ?2");
        _nextDue = _connection.Prepare("SELECT min(due) FROM instances WHERE due IS NOT NULL");

        // Each arm walks a partial index that holds only such rows.
        _unfinished = _connection.Prepare(
            "SELECT id, name FROM instances WHERE id IN ("
            + "SELECT * FROM (SELECT id FROM instances WHERE busy=1 AND id>?1 ORDER BY id LIMIT ?2) UNION "
            + "SELECT * FROM (SELECT id FROM instances WHERE status=6 AND id>?1 ORDER BY id LIMIT ?2) UNION "
            + "SELECT * FROM (SELECT DISTINCT instance FROM messages WHERE fresh=1 AND instance>?1 "
            + "ORDER BY instance LIMIT ?2)) ORDER BY id LIMIT ?2");
        _work = _connection.Prepare("SELECT key,body FROM work WHERE key>?1 ORDER BY key LIMIT ?2");
        _hasWork = _connection.Prepare("SELECT 1 FROM work WHERE key=?1");
    }

    public InstanceRow? Find(string name)
    {
        _byName.Bind(1, name);
        var row = _byName.Step() ? Row(_byName) : null;
        _byName.Reset();
        return row;
    }

    /// <summary>Reads everything from one moment, whatever is committed meanwhile.</summary>
    public T AtOneMoment<T>(Func<T> read)
    {
        _connection.Execute("BEGIN");
        try
        {
            return read();
        }
        finally
        {
            _connection.Execute("COMMIT");
        }
    }

    /// <summary>The events of the generation that ends with that step, oldest first.</summary>
    public List<HistoryEvent> History(long? head)
    {
        var steps = new Stack<List<HistoryEvent>>();
        for (var at = head; at is { } id;)
        {
            if (!_step.Bind(1, id).Step()) throw new InvalidDataException($"The step {id} is missing in the file.");
            steps.Push(Parse<List<HistoryEvent>>(_step.Utf8(1)));
            at = _step.LongOrNull(0);
            _step.Reset();
        }

        return steps.Count == 1 ? steps.Pop() : [.. steps.SelectMany(step => step)];
    }

    public List<MessageRow> Messages(long instance)
    {
        var rows = new List<MessageRow>();
        _messages.Bind(1, instance);
        while (_messages.Step())
        {
            rows.Add(new MessageRow(_messages.Long(0), _messages.Long(1), _messages.Long(2) == 1,
                Parse<StoredMessage>(_messages.Utf8(3))));
        }

        return rows;
    }

    /// <summary>Rows in order of name.</summary>
    public List<InstanceRow> Page(string after, string prefix, int limit)
    {
        var rows = new List<InstanceRow>();

        // Ids are ASCII, so U+007F is behind everything that begins with the prefix.
        _page.Bind(1, after).Bind(2, prefix).Bind(3, prefix + "\u007f").Bind(4, limit);
        while (_page.Step()) rows.Add(Row(_page));
        return rows;
    }

    public List<string> DueUpTo(long ticks, int limit)
    {
        var names = new List<string>();
        _due.Bind(1, ticks).Bind(2, limit);
        while (_due.Step()) names.Add(_due.Text(0)!);
        return names;
    }

    public long? NextDue()
    {
        var due = _nextDue.Step() ? _nextDue.LongOrNull(0) : null;
        _nextDue.Reset();
        return due;
    }

    /// <summary>Instances with unfinished activities, unseen messages or code that did not fit, by id.</summary>
    public List<(long Id, string Name)> Unfinished(long after, int limit)
    {
        var found = new List<(long, string)>();
        _unfinished.Bind(1, after).Bind(2, limit);
        while (_unfinished.Step()) found.Add((_unfinished.Long(0), _unfinished.Text(1)!));
        return found;
    }

    /// <summary>Work by key; null where it cannot be read.</summary>
    public List<(string Key, Work? Work)> Work(string after, int limit)
    {
        var found = new List<(string, Work?)>();
        _work.Bind(1, after).Bind(2, limit);
        while (_work.Step()) found.Add((_work.Text(0)!, WorkIn(_work.Utf8(1))));
        return found;
    }

    /// <summary>Whether it is still to be done.</summary>
    public bool HasWork(string key)
    {
        var has = _hasWork.Bind(1, key).Step();
        _hasWork.Reset();
        return has;
    }

    public long LastInstanceId() => _connection.Number("SELECT seq FROM sqlite_sequence WHERE name='instances'");

    public long LastMessageId() => _connection.Number("SELECT max(id) FROM messages");

    public void Dispose() => _connection.Dispose();

    private static Work? WorkIn(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return Parse<Work?>(utf8);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>What another version wrote, or a damaged file, is told from what fails by chance.</summary>
    private static T Parse<T>(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(utf8, RawJson.Options)!;
        }
        catch (Exception unknown) when (unknown is JsonException or NotSupportedException)
        {
            throw new InvalidDataException(unknown.Message, unknown);
        }
    }

    private static InstanceRow Row(Statement s) => new(
        s.Long(0), s.Text(1)!, s.Text(2)!, (RowStatus)s.Long(3), (int)s.Long(4), s.Long(5), s.Long(6),
        s.LongOrNull(7), s.Long(8) == 1, s.LongOrNull(9), s.Text(10), s.Text(11), s.Text(12));
}
