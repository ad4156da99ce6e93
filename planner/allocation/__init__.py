"""Where the effort goes: tables of gains and limited resources in, a proven best choice out."""
