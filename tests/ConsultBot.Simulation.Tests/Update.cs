using System.Globalization;
using System.Text;

namespace ConsultBot.Simulation.Tests;

/// <summary>What a citizen did, as the messenger delivers it. Its identity is in its bytes, whatever key it gets.</summary>
/// <param name="Queue">The messenger keeps order within it: a chat's messages, or a person's presses.</param>
/// <param name="Number">Within its queue, from 1.</param>
internal sealed record Update(int Queue, bool IsPress, int Number, string Content)
{
    public static Update Of(ReadOnlySpan<byte> bytes)
    {
        var parts = Encoding.UTF8.GetString(bytes).Split('|', 4);
        return new Update(Whole(parts[0]), parts[1] == "press", Whole(parts[2]), parts[3]);
    }

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Queue}|{(IsPress ? "press" : "text")}|{Number}|{Content}"));

    private static int Whole(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
