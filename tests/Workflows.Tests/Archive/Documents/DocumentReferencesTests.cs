using Serverless.Workflows.Archive.Documents;

namespace Serverless.Workflows.Tests.Archive.Documents;

public sealed class DocumentReferencesTests
{
    [Fact]
    public async Task A_document_knows_the_items_that_hold_it()
    {
        var references = new DocumentReferences(new MemoryRecordStore());
        await references.AddAsync("demo", "1", ["a", "b", "a"], default);
        await references.AddAsync("demo", "2", ["a"], default);
        await references.AddAsync("demo", "2", ["a"], default);
        await references.AddAsync("other", "3", ["a"], default);

        Assert.Equal(["1", "2"], (await references.ItemsOfAsync("demo", "a", null, default)).Items);
        await references.RemoveAsync("demo", "1", "a", default);
        await references.RemoveAsync("demo", "1", "a", default);
        Assert.Equal(["2"], (await references.ItemsOfAsync("demo", "a", null, default)).Items);
        Assert.Equal(["1"], (await references.ItemsOfAsync("demo", "b", null, default)).Items);
    }
}
