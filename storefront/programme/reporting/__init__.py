"""The programme in numbers: counted at night, protected before they are kept, shown and handed out."""
