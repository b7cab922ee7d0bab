using System.Text.Json;
using SentinelEvents.Worker.Delivery.Holding;

namespace SentinelEvents.Unit.Delivery.Holding;

public sealed class SilenceJsonTests
{
    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"name":null,"cron":"0 0 3 ? * SUN","duration":"02:00:00"}""")]
    [InlineData("""{"name":"a","cron":"0 0 3 ? * SUN","duration":"02:00:00","match":null}""")]
    [InlineData("""{"name":"a","cron":"every night","duration":"02:00:00"}""")]
    [InlineData("""{"name":"a","cron":"0 0 3 ? * SUN","duration":"02:00:00","timeZone":"Mars/Olympus_Mons"}""")]
    public void Read_WhatNobodyHereUnderstands_SaysSo(string body) => Assert.Throws<JsonException>(() => SilenceJson.Read(body));

    [Fact]
    public void Read_SilenceOfADestinationThatIsGone_IsOne() =>
        Assert.Equal(["gone"], SilenceJson.Read("""{"name":"a","to":["gone"],"cron":"0 0 3 ? * SUN","duration":"02:00:00","timeZone":"Europe/Berlin"}""").To);
}
