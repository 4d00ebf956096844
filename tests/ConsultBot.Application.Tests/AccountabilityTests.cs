using ConsultBot.Application.Consultations;
using ConsultBot.Application.Packs;
using ConsultBot.Application.Ports;
using ConsultBot.Application.Registers;
using ConsultBot.Application.Turns;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Journals;
using ConsultBot.Domain.Messages;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace ConsultBot.Application.Tests;

/// <summary>What is noted of an edited answer, what a try at a talon does, what is looked up for a chat, what is said before data ends.</summary>
public class AccountabilityTests
{
    private const string Number = "K-2026-000123";
    private const string Code = "ABCD2345";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 5, 0, 0, TimeSpan.Zero));
    private readonly Mock<IConversationReader> _reader = new();
    private readonly Mock<IMessageCodes> _messages = new();
    private readonly TalonService _talons;
    private readonly ChatSights _sights;

    public AccountabilityTests()
    {
        var secrets = Mock.Of<ISecrets>(secrets => secrets.GetOrCreate(CheckCodes.SecretName) == new byte[32]);
        var tries = new WrongTries(_time);
        _reader.Setup(reader => reader.CodeHash(Number, It.IsAny<CancellationToken>())).ReturnsAsync(CheckCode.Hash(new byte[32], Number, Code));
        _reader.Setup(reader => reader.Consultation(Number, It.IsAny<CancellationToken>())).ReturnsAsync(new ConsultationRow(
            1, new CitizenAddress("telegram", "bot", "1"),
            new Consultation { Number = Number, Unit = "documents", OpenedAt = _time.GetUtcNow(), Question = "құпия", Officer = new OfficerRef("a", "p"), CodeHash = "h" }));
        _reader.Setup(reader => reader.Transcript(It.IsAny<long>(), It.IsAny<long>(), It.IsAny<int>(), It.IsAny<CancellationToken>())).ReturnsAsync([]);
        _reader.Setup(reader => reader.Open(It.IsAny<CancellationToken>())).ReturnsAsync([]);
        _talons = new TalonService(_reader.Object, new CheckCodes(secrets), tries, Mock.Of<IPublicFace>(), Mock.Of<IRegisterDirectory>(), _time);
        _sights = new ChatSights(new MessageChecks(_messages.Object, secrets, tries), _talons, _time);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_unknown_number_and_a_wrong_code_take_the_same_way()
    {
        Assert.Equal(TalonAnswer.Missing, (await _talons.Look(Number, "ABCD2346", "one", Language.Kk, Token)).Answer);
        Assert.Equal(TalonAnswer.Missing, (await _talons.Look("K-2026-000124", "ABCD2346", "one", Language.Kk, Token)).Answer);

        // One read of a hash for each, and nothing more of what exists.
        _reader.Verify(reader => reader.CodeHash(It.IsAny<string>(), It.IsAny<CancellationToken>()), Times.Exactly(2));
        _reader.Verify(reader => reader.Consultation(It.IsAny<string>(), It.IsAny<CancellationToken>()), Times.Never);
        Assert.Equal(TalonAnswer.Found, (await _talons.Look(Number, "abcd-2345", "one", Language.Kk, Token)).Answer);
    }

    [Fact]
    public async Task Wrong_tries_end_for_a_number_a_sender_and_over_all()
    {
        for (var i = 0; i < WrongTries.PerNumber; i++)
            await _talons.Look(Number, "22222222", $"sender {i}", Language.Kk, Token);
        Assert.Equal(TalonAnswer.TooMany, (await _talons.Look(Number, Code, "new", Language.Kk, Token)).Answer);

        for (var i = 0; i < WrongTries.OverAll; i++)
            await _talons.Look($"K-2026-{i + 1000:000000}", "22222222", $"sender {i}", Language.Kk, Token);
        Assert.Equal(TalonAnswer.TooMany, (await _talons.Look("K-2026-009999", Code, "fresh", Language.Kk, Token)).Answer);

        _time.Advance(WrongTries.Window);
        Assert.Equal(TalonAnswer.Found, (await _talons.Look(Number, Code, "new", Language.Kk, Token)).Answer);
    }

    [Theory]
    [InlineData("K-2026-000123 ABCD2345", true)]
    [InlineData("к 2026 000123 abcd2345", true)]
    [InlineData("000123 ABCD2345", null)]
    [InlineData("K-2026-000123 ABCD2346", false)]
    [InlineData("K-2026-000123", null)]
    [InlineData("ABCD2345", null)]
    [InlineData("как получить паспорт", null)]
    public void A_talon_typed_with_its_code_is_looked_up(string typed, bool? found)
    {
        var sight = Look(typed, ConversationState.New);

        Assert.Equal(found, sight is null ? null : sight.Talon is not null);
        Assert.True(sight?.Talon is null or { Question: "", Officer: null, CodeHash: null });
    }

    [Fact]
    public void A_code_alone_belongs_to_the_number_that_was_asked_for()
    {
        var asked = ConversationState.New with { Pending = new PendingQuestion(PendingKind.TalonCode, Number) };

        Assert.NotNull(Look("abcd 2345", asked)!.Talon);
        Assert.Null(Look("менің паспортым", asked));
    }

    [Fact]
    public void A_messages_code_is_looked_up_where_no_dialog_and_no_officer_waits_for_words()
    {
        var sight = new MessageSight(_time.GetUtcNow(), Number, "signed");
        _messages.Setup(messages => messages.Find(MessageCode.Hash(new byte[32], "7K3M9-Q2T8X"))).Returns(sight);

        Assert.Equal(sight, Look("7k3m9-q2t8x", ConversationState.New)!.Message);
        Assert.Null(Look("7k3m9-q2t8y", ConversationState.New)!.Message);
        Assert.Null(Look("7k3m9-q2t8x", ConversationState.New with { Owner = Owner.Officer }));
        for (var i = 0; i < WrongTries.PerSender; i++)
            Look("7k3m9-q2t8y", ConversationState.New);
        Assert.True(Look("7k3m9-q2t8x", ConversationState.New)!.TooMany);
    }

    [Fact]
    public void Both_texts_of_an_edited_answer_are_noted()
    {
        var before = SourceFiles.FromFolder(Path.Combine(AppContext.BaseDirectory, "dialogs"), [])!;
        var path = before.Texts.Keys.First(path => path.EndsWith("topics/passport.yaml", StringComparison.Ordinal));
        var old = ContentSources.BuildPack(before, 1)!.Topic("passport")!.Answer!.Ru.Source;
        var line = old.Split('\n')[0];
        var after = SourceFiles.FromTexts(before.Texts.ToDictionary(pair => pair.Key, pair => pair.Key == path ? pair.Value.Replace(line, "Сначала оплатите.", StringComparison.Ordinal) : pair.Value));

        var change = Assert.Single(AnswerChanges.Between(before, after, "import"));

        Assert.Equal((DeskEvents.AnswerChanged, "passport ru", old), (change.What, change.Subject, change.Before));
        Assert.StartsWith("Сначала оплатите.", change.After, StringComparison.Ordinal);
        Assert.Empty(AnswerChanges.Between(before, before, "import"));
    }

    [Fact]
    public async Task Data_that_will_end_is_said_once_a_day()
    {
        var content = new ContentHolder(Mock.Of<IPublications>());
        content.Swap(Sample.Content);
        var log = new Lines();
        _time.SetUtcNow(new DateTimeOffset(Sample.Content.Calendar.LastDay.AddDays(-20), default, TimeSpan.Zero));
        using var watch = new RegisterWatch(content, _time, Sample.Zone, log);
        Assert.Contains(watch.Alarms(Language.Kk), alarm => alarm.Kind == Domain.Registers.RegisterAlarmKind.CalendarEnds);

        await watch.StartAsync(Token);
        while (Alarms() == 0)
            await Task.Delay(5, Token);

        for (var i = 0; i < 25; i++)
            _time.Advance(TimeSpan.FromHours(1));

        await watch.StopAsync(Token);
        Assert.InRange(Alarms(), 1, 2);

        int Alarms() => log.Said.ToArray().Count(line => line.StartsWith("ALARM: CalendarEnds", StringComparison.Ordinal));
    }

    private Sight? Look(string typed, ConversationState state) =>
        _sights.Of(typed, state, new RawInput(new CitizenAddress("telegram", "bot", "7"), "k", InputSource.Channel, new byte[1], _time.GetUtcNow()));

    private sealed class Lines : ILogger<RegisterWatch>
    {
        public List<string> Said { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (Said)
                Said.Add(formatter(state, exception));
        }
    }
}
