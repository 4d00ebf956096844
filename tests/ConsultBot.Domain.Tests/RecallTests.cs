using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Dialogs.Steps;

namespace ConsultBot.Domain.Tests;

/// <summary>A pack was called back while dialogs ran on it.</summary>
public class RecallTests
{
    private readonly Talk _talk = new();
    private readonly Pack _old = new(Sample.Content.Pack.Data, 41);

    [Fact]
    public void A_dialog_goes_on_silently_at_the_same_step_with_its_slots_and_its_way_back()
    {
        Begin();
        var before = _talk.State.Dialog!;

        var turn = Recall(41, Sample.Content.Pack.Data);

        Assert.Empty(turn.Messages);
        Assert.Equal((42, before.Step, "passport"), (turn.State.Dialog!.Pack, turn.State.Dialog.Step, turn.State.Dialog.Slots["topic"]));
        Assert.Equal(before.Answered, turn.State.Dialog.Answered);
    }

    [Fact]
    public void A_step_that_moved_is_found_by_its_name()
    {
        Begin();
        var data = Changed(flow => flow with { Steps = [new SayStep(null, "cancelled", flow.Place), .. flow.Steps] });

        var dialog = Recall(41, data).State.Dialog!;

        Assert.Equal((2, 1), (dialog.Step, Assert.Single(dialog.Answered).Step));
    }

    [Fact]
    public void A_step_that_is_gone_leads_to_the_menu_with_an_apology_and_what_was_typed_is_kept()
    {
        Begin();
        var data = Changed(flow => flow with { Steps = [.. flow.Steps.Where(step => step.Id != "region")] });

        var turn = Recall(41, data);

        var message = Talk.Only(turn);
        Assert.StartsWith("Извините, тексты этого диалога обновились", message.Body, StringComparison.Ordinal);
        Assert.NotEmpty(message.Signature.Official);
        Assert.Null(turn.State.Dialog);
        Assert.Equal("passport", turn.State.Memory["topic"]);
    }

    [Fact]
    public void Whoever_asked_for_no_messages_gets_none()
    {
        Begin();
        _talk.State = _talk.State with { Stopped = true };

        var turn = Recall(41, Changed(flow => flow with { Steps = [flow.Steps[^1]] }));

        Assert.Empty(turn.Messages);
        Assert.Null(turn.State.Dialog);
    }

    [Fact]
    public void A_dialog_on_another_pack_is_left_alone()
    {
        Begin();

        var turn = Recall(40, Changed(flow => flow with { Steps = [flow.Steps[^1]] }));

        Assert.Empty(turn.Messages);
        Assert.Equal(41, turn.State.Dialog!.Pack);
    }

    private void Begin()
    {
        _talk.Write("записаться на консультацию");
        _talk.Write("паспорт");
        _talk.State = _talk.State with { Dialog = _talk.State.Dialog! with { Pack = 41 } };
    }

    private static PackData Changed(Func<Flow, Flow> change)
    {
        var data = Sample.Content.Pack.Data;
        return data with { Flows = [.. data.Flows.Select(flow => flow.Id == "book-officer" ? change(flow) : flow)] };
    }

    private Turn Recall(int pack, PackData data) => Conversation.Decide(
        _talk.State, new PackRecalled(pack), _talk.World() with { Pack = new Pack(data, 42), DialogPack = _old });
}
