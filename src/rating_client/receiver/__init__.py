"""The reference receiver: takes ratings in, holds them durably, signs a receipt for each."""
