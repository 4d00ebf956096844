using ConsultBot.Application.Ports;

namespace ConsultBot.Application.Turns;

/// <summary>Where inputs wait for the worker's next batch; bounded, so that a burst is refused rather than kept in memory.</summary>
internal sealed class Inbox : IInbox, IDeliveryReports
{
    /// <summary>Inputs that wait to be stored, at most.</summary>
    public const int MaxWaiting = 20_000;

    private readonly Lock _lock = new();
    private readonly Queue<InboxRequest> _requests = new();
    private readonly Queue<InboxRequest> _own = new();
    private Queue<ReportRequest> _reports = new();
    private int _waiting;
    private bool _closed;

    /// <summary>Called when something waits.</summary>
    public Action Wake { get; set; } = () => { };

    public bool IsEmpty
    {
        get
        {
            lock (_lock)
                return _requests.Count + _own.Count + _reports.Count == 0;
        }
    }

    public Task Accept(IReadOnlyList<RawInput> inputs, CancellationToken cancellationToken)
    {
        if (inputs.Count == 0)
            return Task.CompletedTask;

        var request = new InboxRequest(inputs, null);
        Enqueue(request);
        return request.Completion.WaitAsync(cancellationToken);
    }

    public Task<TurnReceipt> Submit(RawInput input, CancellationToken cancellationToken)
    {
        var receipt = new TaskCompletionSource<TurnReceipt>(TaskCreationOptions.RunContinuationsAsynchronously);
        Enqueue(new InboxRequest([input], receipt));
        return receipt.Task.WaitAsync(cancellationToken);
    }

    public Task Accept(IReadOnlyList<DeliveryReport> reports, CancellationToken cancellationToken)
    {
        var request = new ReportRequest(reports);
        lock (_lock)
        {
            if (_closed)
                throw new InboxClosedException("The desk is stopping.");
            if (_reports.Count >= MaxWaiting)
                throw new InboxClosedException("Too much waits to be stored.");

            _reports.Enqueue(request);
        }

        Wake();
        return request.Completion.WaitAsync(cancellationToken);
    }

    /// <summary>All reports that wait.</summary>
    public IReadOnlyCollection<ReportRequest> TakeReports()
    {
        lock (_lock)
        {
            if (_reports.Count == 0)
                return [];

            var taken = _reports;
            _reports = new Queue<ReportRequest>();
            return taken;
        }
    }

    /// <summary>The worker's own events: never refused, since they tell what already happened.</summary>
    public void Add(RawInput input)
    {
        lock (_lock)
        {
            _own.Enqueue(new InboxRequest([input], null) { IsOwn = true });
            _waiting++;
        }
    }

    /// <summary>A request that could not be stored: its caller is told; the worker's own events stay.</summary>
    public void GiveBack(InboxRequest request, InboxClosedException error)
    {
        if (!request.IsOwn)
        {
            request.Fail(error);
            return;
        }

        lock (_lock)
        {
            _own.Enqueue(request);
            _waiting += request.Inputs.Count;
        }
    }

    /// <summary>Accepts nothing any more; what waits is still stored.</summary>
    public void Close()
    {
        lock (_lock)
            _closed = true;

        Wake();
    }

    /// <summary>
    /// Takes all of the worker's own events, so that they are committed with the settlements that they tell of, and then
    /// whole requests, together about <paramref name="max"/> inputs.
    /// </summary>
    public IReadOnlyList<InboxRequest> Take(int max, out IReadOnlyList<RawInput> inputs)
    {
        lock (_lock)
        {
            if (_requests.Count + _own.Count == 0)
            {
                inputs = [];
                return [];
            }

            var taken = new List<InboxRequest>();
            var all = new List<RawInput>();
            while (_own.TryDequeue(out var request) || (all.Count < max && _requests.TryDequeue(out request)))
            {
                taken.Add(request);
                all.AddRange(request.Inputs);
            }

            _waiting -= all.Count;
            inputs = all;
            return taken;
        }
    }

    private void Enqueue(InboxRequest request)
    {
        lock (_lock)
        {
            if (_closed)
                throw new InboxClosedException("The desk is stopping.");
            if (_waiting > 0 && _waiting + request.Inputs.Count > MaxWaiting)
                throw new InboxClosedException("Too much waits to be stored.");

            _requests.Enqueue(request);
            _waiting += request.Inputs.Count;
        }

        Wake();
    }
}

/// <summary>Inputs handed over together: they become durable together.</summary>
internal sealed class InboxRequest(IReadOnlyList<RawInput> inputs, TaskCompletionSource<TurnReceipt>? receipt)
{
    private readonly TaskCompletionSource _stored = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<RawInput> Inputs { get; } = inputs;

    /// <summary>Completed with the input's turn; null when nobody waits for it.</summary>
    public TaskCompletionSource<TurnReceipt>? Receipt { get; } = receipt;

    /// <summary>An event of the worker itself: nobody waits for it, and nobody would send it again.</summary>
    public bool IsOwn { get; init; }

    public Task Completion => _stored.Task;

    public void Stored() => _stored.TrySetResult();

    public void Fail(InboxClosedException error)
    {
        if (Receipt is not null)
            Receipt.TrySetException(error);
        else
            _stored.TrySetException(error);
    }
}

/// <summary>Reports handed over together.</summary>
internal sealed class ReportRequest(IReadOnlyList<DeliveryReport> reports)
{
    private readonly TaskCompletionSource _stored = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<DeliveryReport> Reports { get; } = reports;

    public Task Completion => _stored.Task;

    public void Stored() => _stored.TrySetResult();

    public void Fail(InboxClosedException error) => _stored.TrySetException(error);
}
