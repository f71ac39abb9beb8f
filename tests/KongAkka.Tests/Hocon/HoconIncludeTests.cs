using KongAkka.Service.Hocon;

namespace KongAkka.Tests.Hocon;

public sealed class HoconIncludeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kongakka-hocon-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void An_included_file_is_found_beside_the_one_that_includes_it()
    {
        Write("sub/b.conf", "include \"c.conf\"\nx = 1");
        Write("sub/c.conf", "y = 2");
        Assert.Equal("""{"y":2,"x":1,"z":3}""", Read("include \"sub/b.conf\"\nz = 3"));
    }

    [Fact]
    public void An_included_file_merges_with_what_stands_around_it()
    {
        Write("b.conf", "o { x = 1, y = 1 }");
        Assert.Equal("""{"o":{"w":0,"x":1,"y":2}}""", Read("o { w = 0, x = 0 }\ninclude \"b.conf\"\no.y = 2"));
    }

    [Fact]
    public void Substitutions_of_a_file_included_in_an_object_look_there_first_and_then_at_the_root()
    {
        Write("b.conf", "x = 10, y = ${x}, z = ${top}");
        Assert.Equal("""{"top":7,"a":{"x":42,"y":42,"z":7}}""", Read("top = 7\na { include \"b.conf\" }\na { x = 42 }"));
    }

    [Fact]
    public void A_missing_file_is_left_out_with_a_warning_unless_it_is_required()
    {
        var document = new HoconDocument(_ => null);
        document.AddFile(Write("a.conf", "include \"none.conf\"\na = 1"));
        Assert.Equal("""{"a":1}""", HoconJson.Of(document.Resolve()));
        Assert.Contains("none.conf", Assert.Single(document.Warnings), StringComparison.Ordinal);
        Assert.Contains("does not exist", Fault("include required(file(\"none.conf\"))"), StringComparison.Ordinal);
        Assert.Contains("does not exist", Fault("include required(\"none.conf\")"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cannot_include_itself()
    {
        Write("b.conf", "include \"a.conf\"");
        Assert.Contains("a.conf includes itself.", Fault("include \"b.conf\""), StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_in_an_included_file_names_that_file()
    {
        Write("b.conf", "\n\nx = ");
        Assert.Contains("b.conf:3:1: x has no value.", Fault("include \"b.conf\""), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var missing = Path.Combine(_folder.FullName, "missing.conf");
        var fault = Assert.Throws<HoconException>(() => new HoconDocument().AddFile(missing));
        Assert.StartsWith($"{missing}: There is no such file.", fault.Message, StringComparison.Ordinal);
        fault = Assert.Throws<HoconException>(() => new HoconDocument().AddFile(_folder.FullName));
        Assert.Contains("This is a folder.", fault.Message, StringComparison.Ordinal);
    }

    private string Read(string text)
    {
        var document = new HoconDocument(_ => null);
        document.AddFile(Write("a.conf", text));
        return HoconJson.Of(document.Resolve());
    }

    private string Fault(string text) => Assert.Throws<HoconException>(() => Read(text)).Message;

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }
}
