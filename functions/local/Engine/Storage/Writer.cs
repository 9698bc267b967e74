using System.Text.Json;
using Serverless.Workflows.Durable;

namespace Serverless.Local.Engine.Storage;

/// <summary>The statements that put a <see cref="Commit"/> into the current transaction.</summary>
internal sealed class Writer(Connection connection)
{
    private readonly Statement _begin = connection.Prepare("BEGIN IMMEDIATE");
    private readonly Statement _commit = connection.Prepare("COMMIT");
    private readonly Statement _insert = connection.Prepare(
        "INSERT INTO instances(id,name,orchestration,status,generation,created,updated,due,busy,head,parent,custom,"
        + "result) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13)");
    private readonly Statement _update = connection.Prepare(
        "UPDATE instances SET status=?2,generation=?3,updated=?4,due=?5,busy=?6,head=?7,custom=?8,result=?9 "
        + "WHERE id=?1");
    private readonly Statement _delete = connection.Prepare("DELETE FROM instances WHERE id=?1");
    private readonly Statement _step = connection.Prepare("INSERT INTO steps(id,prev,events) VALUES(?1,?2,?3)");
    private readonly Statement _dropSteps = connection.Prepare(
        "WITH RECURSIVE chain(id) AS (SELECT ?1 UNION ALL SELECT s.prev FROM steps s JOIN chain c ON s.id=c.id "
        + "WHERE s.prev IS NOT NULL) DELETE FROM steps WHERE id IN (SELECT id FROM chain)");
    private readonly Statement _message = connection.Prepare(
        "INSERT INTO messages(id,instance,fresh,body) SELECT ?1,?2,?3,?4 "
        + "WHERE EXISTS(SELECT 1 FROM instances WHERE id=?2 AND status NOT IN (3,4,5))");
    private readonly Statement _dropMessage = connection.Prepare("DELETE FROM messages WHERE id=?1");
    private readonly Statement _dropMessages = connection.Prepare("DELETE FROM messages WHERE instance=?1");
    private readonly Statement _work = connection.Prepare("INSERT OR REPLACE INTO work(key,body) VALUES(?1,?2)");
    private readonly Statement _dropWork = connection.Prepare("DELETE FROM work WHERE key=?1");
    private long _lastStep = connection.Number("SELECT max(id) FROM steps");

    public void Begin() => _begin.Run();

    public void End() => _commit.Run();

    public void Rollback() => connection.Execute("ROLLBACK");

    /// <summary>Writes it all.</summary>
    /// <returns>The row as written, with its new head.</returns>
    public InstanceRow? Put(Commit commit)
    {
        if (commit.DropStepsFrom is { } old) _dropSteps.Bind(1, old).Run();
        var row = commit.Row;
        if (commit.Step is { } events)
        {
            row = row! with { Head = ++_lastStep };
            _step.Bind(1, _lastStep)
                .Bind(2, commit.DropStepsFrom is null ? commit.Row!.Head : null).Bind(3, events).Run();
        }

        if (commit.Purge) _delete.Bind(1, row!.Id).Run();
        else if (commit.IsNew) Insert(row!);
        else if (row is not null) Update(row);

        foreach (var message in commit.RemoveMessages) _dropMessage.Bind(1, message).Run();
        if (commit.RemoveAllMessages) _dropMessages.Bind(1, row!.Id).Run();

        // After the row, so that what is for an instance that is gone or has ended is not kept: nobody would read it.
        foreach (var message in commit.AddMessages)
        {
            _message.Bind(1, message.Id).Bind(2, message.Instance).Bind(3, message.Fresh ? 1L : 0L)
                .Bind(4, JsonSerializer.SerializeToUtf8Bytes(message.Body, DurableJson.Options)).Run();
        }

        foreach (var work in commit.AddWork)
            _work.Bind(1, work.Key).Bind(2, JsonSerializer.SerializeToUtf8Bytes(work, DurableJson.Options)).Run();
        foreach (var key in commit.RemoveWork) _dropWork.Bind(1, key).Run();
        return commit.Purge ? null : row;
    }

    private void Insert(InstanceRow row) => _insert
        .Bind(1, row.Id).Bind(2, row.Name).Bind(3, row.Orchestration).Bind(4, (long)row.Status)
        .Bind(5, (long)row.Generation).Bind(6, row.Created).Bind(7, row.Updated).Bind(8, row.Due)
        .Bind(9, row.Busy ? 1L : 0L).Bind(10, row.Head).Bind(11, row.Parent).Bind(12, row.Custom).Bind(13, row.Result)
        .Run();

    private void Update(InstanceRow row) => _update
        .Bind(1, row.Id).Bind(2, (long)row.Status).Bind(3, (long)row.Generation).Bind(4, row.Updated).Bind(5, row.Due)
        .Bind(6, row.Busy ? 1L : 0L).Bind(7, row.Head).Bind(8, row.Custom).Bind(9, row.Result).Run();
}
