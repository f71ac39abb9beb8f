using KongAkka.Sandbox;
using KongAkka.Sandbox.Running;

namespace KongAkka.SandboxTests.Running;

public sealed class DataFolderTests
{
    [Fact]
    public void A_temporary_folder_is_removed_with_all_that_is_in_it()
    {
        string path;
        using (var folder = DataFolder.Open(null))
        {
            path = folder.Path;
            Directory.CreateDirectory(folder.PathOf("a"));
            File.WriteAllText(Path.Combine(folder.PathOf("a"), "b"), "c");
        }

        Assert.False(Directory.Exists(path));
    }

    [Fact]
    public async Task A_temporary_folder_is_removed_though_something_still_writes_into_it()
    {
        var folder = DataFolder.Open(null);
        var inner = Directory.CreateDirectory(folder.PathOf("inner")).FullName;
        using var begun = new ManualResetEventSlim();
        using var ended = new CancellationTokenSource();
        var writer = Task.Run(() =>
        {
            for (var n = 0; !ended.IsCancellationRequested; n++)
            {
                try
                {
                    File.WriteAllText(Path.Combine(inner, $"{n}"), "");
                }
                catch (DirectoryNotFoundException)
                {
                    return;
                }

                if (n == 1000) begun.Set();
            }
        });
        begun.Wait();
        folder.Dispose();
        var stays = Directory.Exists(folder.Path);
        await ended.CancelAsync();
        await writer;
        Assert.False(stays);
    }

    [Fact]
    public void A_folder_of_the_users_is_made_and_left_alone()
    {
        using var parent = DataFolder.Open(null);
        var given = parent.PathOf("given");
        using (DataFolder.Open(given)) Assert.True(Directory.Exists(given));
        Assert.True(Directory.Exists(given));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        using var parent = DataFolder.Open(null);
        File.WriteAllText(parent.PathOf("file"), "");
        var fault = Assert.Throws<SandboxException>(() => DataFolder.Open(parent.PathOf("file")));
        Assert.Equal(2, fault.ExitCode);
        Assert.StartsWith($"--data {parent.PathOf("file")}: ", fault.Message, StringComparison.Ordinal);
    }
}
