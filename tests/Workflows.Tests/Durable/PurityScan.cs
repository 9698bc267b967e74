using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Serverless.Workflows.Tests.Durable;

/// <summary>
/// Follows the compiled code of every orchestration in a namespace: its methods, what the compiler made of them, and
/// the assembly's own methods that they call, except the seam's.
/// </summary>
internal sealed class PurityScan : IDisposable
{
    private readonly string _space;
    private readonly string _trusted;
    private readonly PEReader _file;
    private readonly MetadataReader _reader;
    private readonly HashSet<MethodDefinitionHandle> _seen = [];
    private readonly Queue<MethodDefinitionHandle> _next = new();
    private readonly SortedSet<string> _found = new(StringComparer.Ordinal);

    private PurityScan(string assembly, string space, string trusted)
    {
        _space = space;
        _trusted = trusted;
        _file = new PEReader(File.OpenRead(assembly));
        _reader = _file.GetMetadataReader();
    }

    /// <summary>The orchestrations that were found.</summary>
    public List<string> Orchestrations { get; } = [];

    /// <summary>Scans.</summary>
    /// <returns>The orchestrations found, and each impure call as <c>caller: callee</c>.</returns>
    public static (IReadOnlyList<string> Orchestrations, IReadOnlyCollection<string> Found) Run(
        string assembly, string space, string trusted)
    {
        using var scan = new PurityScan(assembly, space, trusted);
        scan.Follow();
        return (scan.Orchestrations, scan._found);
    }

    public void Dispose() => _file.Dispose();

    private void Follow()
    {
        foreach (var handle in _reader.TypeDefinitions)
        {
            var type = _reader.GetTypeDefinition(handle);
            if (!IsOrchestration(type) || !SpaceOf(type).StartsWith(_space, StringComparison.Ordinal)) continue;
            Orchestrations.Add(_reader.GetString(type.Name));
            AddAll(type);
        }

        while (_next.TryDequeue(out var method)) Look(method);
    }

    private void AddAll(TypeDefinition type)
    {
        foreach (var method in type.GetMethods()) Add(method);
        foreach (var nested in type.GetNestedTypes()) AddAll(_reader.GetTypeDefinition(nested));
    }

    private void Add(MethodDefinitionHandle handle)
    {
        if (!_seen.Add(handle)) return;
        _next.Enqueue(handle);

        // The state machine of an async method or iterator is a nested type that carries the method's name.
        var method = _reader.GetMethodDefinition(handle);
        var name = $"<{_reader.GetString(method.Name)}>d";
        foreach (var nested in _reader.GetTypeDefinition(method.GetDeclaringType()).GetNestedTypes())
        {
            var type = _reader.GetTypeDefinition(nested);
            if (_reader.GetString(type.Name).StartsWith(name, StringComparison.Ordinal)) AddAll(type);
        }
    }

    private void Look(MethodDefinitionHandle handle)
    {
        var method = _reader.GetMethodDefinition(handle);
        if (method.RelativeVirtualAddress == 0) return;
        var caller = $"{NameOf(_reader.GetTypeDefinition(method.GetDeclaringType()))}.{_reader.GetString(method.Name)}";
        var code = _file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!;
        foreach (var token in IlReader.Tokens(code)) Judge(caller, token);
    }

    private void Judge(string caller, EntityHandle token)
    {
        switch (token.Kind)
        {
            case HandleKind.MethodSpecification:
                Judge(caller, _reader.GetMethodSpecification((MethodSpecificationHandle)token).Method);
                break;
            case HandleKind.MethodDefinition:
                var method = _reader.GetMethodDefinition((MethodDefinitionHandle)token);
                if (!SpaceOf(_reader.GetTypeDefinition(method.GetDeclaringType()))
                    .StartsWith(_trusted, StringComparison.Ordinal)) Add((MethodDefinitionHandle)token);
                break;
            case HandleKind.MemberReference:
                var member = _reader.GetMemberReference((MemberReferenceHandle)token);
                var (type, own) = ParentOf(member.Parent);
                var name = _reader.GetString(member.Name);
                if (own is { } definition) AddNamed(definition, name);
                else if (ImpureCalls.Include(type, IsEmptyConstructor(member, name) ? ".ctor()" : name))
                    _found.Add($"{caller}: {type}.{name}");
                break;
        }
    }

    private void AddNamed(TypeDefinition type, string name)
    {
        if (SpaceOf(type).StartsWith(_trusted, StringComparison.Ordinal)) return;
        foreach (var method in type.GetMethods())
        {
            if (_reader.GetString(_reader.GetMethodDefinition(method).Name) == name) Add(method);
        }
    }

    private (string Name, TypeDefinition? Own) ParentOf(EntityHandle parent)
    {
        switch (parent.Kind)
        {
            case HandleKind.TypeReference:
                return (NameOf((TypeReferenceHandle)parent), null);
            case HandleKind.TypeDefinition:
                var own = _reader.GetTypeDefinition((TypeDefinitionHandle)parent);
                return (NameOf(own), own);
            case HandleKind.TypeSpecification:
                var generic = GenericOf((TypeSpecificationHandle)parent);
                return generic.IsNil ? (string.Empty, null) : ParentOf(generic);
            default:
                return (string.Empty, null);
        }
    }

    /// <summary>The generic type of which the specification is an instance; nil for arrays and the like.</summary>
    private EntityHandle GenericOf(TypeSpecificationHandle handle)
    {
        var blob = _reader.GetBlobReader(_reader.GetTypeSpecification(handle).Signature);
        if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance) return default;
        blob.ReadCompressedInteger();
        return blob.ReadTypeHandle();
    }

    private bool IsEmptyConstructor(MemberReference member, string name)
    {
        if (name != ".ctor") return false;
        var blob = _reader.GetBlobReader(member.Signature);
        blob.ReadSignatureHeader();
        return blob.ReadCompressedInteger() == 0;
    }

    private bool IsOrchestration(TypeDefinition type) => type.GetInterfaceImplementations().Any(handle =>
        _reader.GetInterfaceImplementation(handle).Interface is { Kind: HandleKind.TypeSpecification } generic
        && ParentOf(generic).Name == "Serverless.Workflows.Durable.IOrchestration");

    private string SpaceOf(TypeDefinition type) => type.GetDeclaringType() is { IsNil: false } outer
        ? SpaceOf(_reader.GetTypeDefinition(outer))
        : _reader.GetString(type.Namespace);

    private string NameOf(TypeDefinition type) => Plain(type.GetDeclaringType() is { IsNil: false } outer
        ? $"{NameOf(_reader.GetTypeDefinition(outer))}+{_reader.GetString(type.Name)}"
        : $"{_reader.GetString(type.Namespace)}.{_reader.GetString(type.Name)}");

    private string NameOf(TypeReferenceHandle handle)
    {
        var type = _reader.GetTypeReference(handle);
        return Plain(type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{NameOf((TypeReferenceHandle)type.ResolutionScope)}+{_reader.GetString(type.Name)}"
            : $"{_reader.GetString(type.Namespace)}.{_reader.GetString(type.Name)}");
    }

    private static string Plain(string name) => name.Split('`')[0];
}
