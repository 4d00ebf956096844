using ConsultBot.Application.Ports;
using ConsultBot.Channels.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConsultBot.Channels.Telegram;

/// <summary>
/// Asks for updates. An offset confirms everything below it, so it grows only after the inbox has made the updates
/// durable; it is never negative, because that would throw updates away.
/// </summary>
internal sealed class TelegramPoller(
    TelegramCalls calls, TelegramUpdates updates, TelegramAccount account, IInbox inbox, TimeProvider clock, ILogger<TelegramPoller> log)
    : BackgroundService
{
    /// <summary>An answer holds about 4 MiB of updates at most.</summary>
    private const int BodyLimit = 8 * 1024 * 1024;

    private const int LongPollSeconds = 50;
    private const int Limit = 100;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(LongPollSeconds + 15);
    private static readonly TimeSpan _badTokenWait = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _keptByTelegram = TimeSpan.FromHours(24);

    private readonly PostTarget _getUpdates = calls.Method("getUpdates");
    private readonly Backoff _backoff = new();

    /// <summary>
    /// Null asks from the oldest that is not confirmed. It is null at the start and after an empty answer: then
    /// everything is confirmed, and after a quiet week numbers may begin anew below the last one.
    /// </summary>
    private long? _offset;

    private DateTimeOffset _lastAnswer;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        log.Polling(account.Id);
        _lastAnswer = clock.GetUtcNow();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var wait = await Round(stoppingToken);
                if (wait > TimeSpan.Zero)
                    await Task.Delay(wait, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Asks once and stores what came. Whatever goes wrong, the next round comes: a silent poller is a dead bot.</summary>
    private async Task<TimeSpan> Round(CancellationToken stoppingToken)
    {
        try
        {
            var (lost, body) = await calls.PostForBody(_getUpdates, Question(), _patience, BodyLimit, stoppingToken);
            stoppingToken.ThrowIfCancellationRequested();
            if (lost is not null)
                return Failed(lost);

            if (body.Status != 200)
                return Failed(TelegramAnswer.Parse(body.Status, body.Bytes.Span));

            var batch = updates.Split(body.Bytes, clock.GetUtcNow());
            return batch is null ? Failed(TelegramAnswer.Parse(body.Status, body.Bytes.Span)) : await Take(batch, stoppingToken);
        }
        catch (InboxClosedException)
        {
            var wait = _backoff.Next();
            log.InboxClosed(wait.TotalSeconds);
            return wait;
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            var wait = _backoff.Next();
            log.PollBroke(error.GetType().Name, wait.TotalSeconds);
            return wait;
        }
    }

    private async Task<TimeSpan> Take(UpdateBatch batch, CancellationToken stoppingToken)
    {
        NoteGap();
        if (batch.Inputs.Count == 0)
        {
            _offset = null;
            _backoff.Reset();
            return TimeSpan.Zero;
        }

        await inbox.Accept(batch.Inputs, stoppingToken);
        if (batch.Last is not { } last)
        {
            log.NotConfirmed(batch.Inputs.Count);
            return _backoff.Next();
        }

        // Lower than before is rare but right: numbers began anew while Telegram was out of reach.
        var grew = _offset is null || last >= _offset;
        _offset = last + 1;
        if (!grew)
            return _backoff.Next();

        _backoff.Reset();
        return TimeSpan.Zero;
    }

    private TimeSpan Failed(TelegramAnswer answer)
    {
        var code = answer.ErrorCode ?? answer.Status;
        var reason = answer.Fault ?? answer.Description;
        switch (code)
        {
            case 401 or 404:
                log.BadToken(reason, _badTokenWait.TotalSeconds);
                return _badTokenWait;
            case 409:
                var pause = _backoff.Next();
                log.PollConflict(reason, pause.TotalSeconds);
                return pause;
            default:
                var wait = answer.RetryAfter ?? _backoff.Next();
                log.PollFailed(reason.Length > 0 ? reason : "an answer that cannot be read", wait.TotalSeconds);
                return wait;
        }
    }

    private void NoteGap()
    {
        var now = clock.GetUtcNow();
        if (now - _lastAnswer > _keptByTelegram)
            log.Gap(_lastAnswer, now);

        _lastAnswer = now;
    }

    private ReadOnlyMemory<byte> Question()
    {
        using var buffer = new JsonBuffer();
        var json = buffer.Writer;
        json.WriteStartObject();
        if (_offset is { } offset)
            json.WriteNumber("offset"u8, offset);

        json.WriteNumber("limit"u8, Limit);
        json.WriteNumber("timeout"u8, LongPollSeconds);
        json.WriteStartArray("allowed_updates"u8);
        foreach (var kind in TelegramSetup.AllowedUpdates)
            json.WriteStringValue(kind);

        json.WriteEndArray();
        json.WriteEndObject();
        return buffer.Written;
    }
}
