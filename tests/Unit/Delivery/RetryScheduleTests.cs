using CsCheck;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Unit.Delivery;

public sealed class RetryScheduleTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 7, 3, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 16)]
    [InlineData(9, 256)]
    [InlineData(10, 300)]
    [InlineData(1_000_000, 300)]
    public void Next_MiddleOfTheJitter_DoublesUpToFiveMinutes(int attempts, double seconds) =>
        Assert.Equal(Now.AddSeconds(seconds), At(RetrySchedule.Next(attempts, 0.5, Now, Now)));

    [Fact]
    public void Next_AnyChance_StaysWithinTwentyPercent() => Gen.Select(Gen.Int[1, 5000], Gen.Double[0, 0.999999]).Sample((attempts, chance) =>
    {
        var middle = At(RetrySchedule.Next(attempts, 0.5, Now, Now)) - Now;
        var delay = At(RetrySchedule.Next(attempts, chance, Now, Now)) - Now;
        return delay >= (middle * 0.8) - TimeSpan.FromTicks(1) && delay <= (middle * 1.2) + TimeSpan.FromTicks(1);
    });

    [Fact]
    public void Next_AskedToWait_Waits() => Assert.Equal(Now.AddMinutes(20), At(RetrySchedule.Next(1, 0.5, Now, Now, Now.AddMinutes(20))));

    [Fact]
    public void Next_AskedToWaitForAYear_WaitsAnHour() => Assert.Equal(Now.AddHours(1), At(RetrySchedule.Next(1, 0.5, Now, Now, Now.AddYears(1))));

    [Fact]
    public void Next_AskedToHurry_KeepsToTheSchedule() => Assert.Equal(Now.AddSeconds(64), At(RetrySchedule.Next(7, 0.5, Now, Now, Now.AddYears(-1))));

    [Fact]
    public void Next_AfterThreeDays_GivesUp()
    {
        Assert.IsType<RetryDecision.Again>(RetrySchedule.Next(900, 0.5, Now, Now - RetrySchedule.GiveUpAfter + TimeSpan.FromSeconds(1)));
        Assert.IsType<RetryDecision.GiveUp>(RetrySchedule.Next(900, 0.5, Now, Now - RetrySchedule.GiveUpAfter));
    }

    [Fact]
    public void Next_DueLongAgoButHardlyTried_TriesOn()
    {
        Assert.IsType<RetryDecision.Again>(RetrySchedule.Next(4, 0.5, Now, Now.AddDays(-30)));
        Assert.IsType<RetryDecision.GiveUp>(RetrySchedule.Next(5, 0.5, Now, Now.AddDays(-30)));
    }

    private static DateTimeOffset At(RetryDecision decision) => Assert.IsType<RetryDecision.Again>(decision).NotBefore;
}
