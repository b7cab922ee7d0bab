using System.Globalization;
using SentinelEvents.Worker.Status.Memory;

namespace SentinelEvents.Unit.Status.Memory;

public sealed class MappedFilesTests
{
    [Theory]
    [InlineData("r--s", "/srv/sentinel-events/Quartz.dll", 2368, 0, 0, true)]
    [InlineData("r-xp", "/srv/sentinel-events/Quartz.dll", 1700, 0, 0, true)]
    [InlineData("r--p", "/srv/sentinel events/Quartz.dll (deleted)", 4, 0, 0, true)]
    [InlineData("r-xp", "/usr/lib/libc.so.6", 4, 0, 0, true)]
    [InlineData("r-xp", "/usr/lib/libstdc++.so.6.0.30", 4, 0, 0, true)]
    [InlineData("r--p", "/etc/ld.so.cache", 4, 0, 0, false)] // comes and goes
    [InlineData("r--s", "/var/lib/sentinel-events/journal.db", 4, 0, 0, false)]
    [InlineData("r--p", "/srv/sentinel-events/Quartz.dll", 0, 0, 0, false)] // nothing to give back
    [InlineData("r-xp", "/usr/lib/libcoreclr.so", 3944, 4, 0, false)] // written once, and protected again
    [InlineData("r--p", "/usr/lib/libcoreclr.so", 160, 0, 4, false)] // the same, and on a swap device since
    [InlineData("rw-p", "/srv/sentinel-events/Quartz.dll", 1368, 308, 0, false)]
    [InlineData("rw-p", "/srv/sentinel-events/Quartz.dll", 1368, 0, 0, false)] // may be written at this moment
    [InlineData("rw-s", "/var/lib/sentinel-events/journal.db-shm", 32, 0, 0, false)]
    [InlineData("r-xs", "/memfd:doublemapper (deleted)", 6000, 0, 0, false)]
    [InlineData("r--s", "/dev/shm/something", 64, 0, 0, false)]
    [InlineData("r--p", "/SYSV00000000 (deleted)", 64, 0, 0, false)]
    [InlineData("r-xp", "[vdso]", 8, 0, 0, false)]
    [InlineData("r--p", "", 8, 0, 0, false)]
    public void Unwritten_OneMapping_IsOneOfAFileThatNobodyWrote(string rights, string path, long resident, long anonymous, long swapped, bool expected)
    {
        // As the second of three: neither takes anything from its neighbours.
        string[] lines =
        [
            .. Mapping("7fd73c000000-7fd73c100000", "rw-p", "", 1024, 1024, 0),
            .. Mapping("7fd73c200000-7fd73caaa000", rights, path, resident, anonymous, swapped),
            .. Mapping("7fd73cb00000-7fd73cc00000", "rw-p", "[heap]", 1024, 1024, 0),
        ];

        Assert.Equal(expected ? [new MappedRange(unchecked((nint)0x7fd73c200000), unchecked((nint)0x7fd73caaa000), $"fe:00 11657614                   {path}")] : [], MappedFiles.Unwritten(lines));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("-7fd73caaa000 r--s 00000000 fe:00 11657614 /x")]
    [InlineData("7fd73c200000- r--s 00000000 fe:00 11657614 /x")]
    [InlineData("zz-yy r--s 00000000 fe:00 11657614 /x")]
    [InlineData("7fd73c200000-7fd73caaa000 r 00000000 fe:00 11657614 /x")]
    public void Unwritten_LinesOfAnotherKind_AreNoMapping(string line) => Assert.Empty(MappedFiles.Unwritten([line, "Rss: 12 kB", "Rss: many kB", "VmFlags: rd ex mr"]));

    [Fact]
    public void Unwritten_AnotherFileAtTheSamePlace_IsAnother()
    {
        const string place = "7fd73c200000-7fd73caaa000";
        var before = MappedFiles.Unwritten(Mapping(place, "r--s", "/srv/a.dll", 4, 0, 0));
        Assert.Empty(before.Intersect(MappedFiles.Unwritten(Mapping(place, "r--s", "/srv/b.dll", 4, 0, 0))));
        Assert.Single(before.Intersect(MappedFiles.Unwritten(Mapping(place, "r--s", "/srv/a.dll", 8, 0, 0))));
    }

    [Fact]
    public void Unwritten_OfThisProcess_HasItsAssemblies() => Assert.NotEmpty(MappedFiles.Unwritten());

    [Fact]
    public void Release_FileThatNobodyWrites_IsThereAgainWhenItIsNeeded()
    {
        using var file = new MappedTestFile(megabytes: 8);
        file.LookAtAll();
        Assert.InRange(file.ResidentKilobytes, 8 << 10, long.MaxValue);

        MappedFiles.Release(file.Among(MappedFiles.Unwritten()));

        Assert.Equal(0, file.ResidentKilobytes);
        Assert.True(file.IsAsWritten());
        Assert.InRange(file.ResidentKilobytes, 8 << 10, long.MaxValue);
    }

    private static IEnumerable<string> Mapping(string addresses, string rights, string path, long resident, long anonymous, long swapped) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"{addresses} {rights} 00000000 fe:00 11657614                   {path}"),
        "Size:               8872 kB",
        "KernelPageSize:        4 kB",
        string.Create(CultureInfo.InvariantCulture, $"Rss:                {resident} kB"),
        "Pss:                1184 kB",
        "Private_Dirty:         0 kB",
        string.Create(CultureInfo.InvariantCulture, $"Anonymous:          {anonymous} kB"),
        string.Create(CultureInfo.InvariantCulture, $"Swap:               {swapped} kB"),
        "SwapPss:               0 kB",
        "THPeligible:           0",
        "VmFlags: rd mr me ms sd",
    ];
}
