using System.Globalization;
using System.Text;
using QRCoder;

namespace ConsultBot.Desk.Links;

/// <summary>A QR code as the path of a drawing: sharp at any size, and without a style that the page's rules forbid.</summary>
internal sealed class QrCode
{
    private QrCode(int size, string path) => (Size, Path) = (size, path);

    /// <summary>Modules of a side, the quiet border included.</summary>
    public int Size { get; }

    /// <summary>One square a dark module.</summary>
    public string Path { get; }

    public static QrCode Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var row = 0; row < data.ModuleMatrix.Count; row++)
        {
            for (var column = 0; column < data.ModuleMatrix[row].Count; column++)
            {
                if (data.ModuleMatrix[row][column])
                    path.Append(CultureInfo.InvariantCulture, $"M{column} {row}h1v1h-1z");
            }
        }

        return new QrCode(data.ModuleMatrix.Count, path.ToString());
    }
}
